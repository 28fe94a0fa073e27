/** Exports of a library are read by people who do not see the code: each declaration says what its type cannot. */
const documentedExports = {
  meta: {
    type: 'suggestion',
    messages: { missing: "Document '{{name}}': what it gives, shape, units, bounds, order, errors." },
    schema: [],
  },
  create(context) {
    return {
      ExportNamedDeclaration(node) {
        const declaration = node.declaration;
        if (!declaration) return;
        // Overloads share the comment of the first one.
        const previous = node.parent.body[node.parent.body.indexOf(node) - 1];
        const name = nameOf(declaration);
        if (previous?.type === 'ExportNamedDeclaration' && previous.declaration && nameOf(previous.declaration) === name) return;
        const anchor = declaration.decorators?.[0] ?? node;
        const comment = context.sourceCode.getCommentsBefore(node).at(-1) ?? context.sourceCode.getCommentsBefore(anchor).at(-1);
        if (comment?.type !== 'Block' || !comment.value.startsWith('*')) {
          context.report({ node, messageId: 'missing', data: { name } });
        }
      },
    };
  },
};

function nameOf(declaration) {
  return declaration.id?.name ?? declaration.declarations?.[0]?.id?.name ?? '';
}

/** The product's own lint rules. */
export const codexgraphRules = { rules: { 'documented-exports': documentedExports } };
