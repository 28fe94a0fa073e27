import { DefinitionFlag, SiteFlag, SiteKind } from '../../facts/file-facts.js';
import { shortText } from './definition-facts.js';
import type { PythonReader } from './python-reader.js';

const PROPERTY =
  /^(?:\w+\.)*(?:property|cached_property|abstractproperty|lazy_property|reify|classproperty|DynamicClassAttribute)$/;
const ACCESSOR = /^\w+\.(?:setter|deleter|getter)$/;

/** The decorators of one definition, read where they stand. */
export class Decorators {
  /** Value terms, outermost first. */
  readonly terms: number[] = [];
  /** As written without the sign. */
  readonly texts: string[] = [];
  readonly #heads: string[] = [];

  /** @param whole a decorated definition, or a plain one (which has none). */
  constructor(reader: PythonReader, whole: number) {
    const { tree, grammar } = reader.syntax;
    if (tree.kind[whole] !== grammar.kinds.decorated_definition) return;
    for (const child of reader.syntax.namedChildren(whole)) {
      if (tree.kind[child] !== grammar.kinds.decorator) continue;
      const expression = reader.syntax.firstNamed(child);
      if (expression < 0) continue;
      this.texts.push(shortText(reader, expression));
      this.#heads.push(shortText(reader, headOf(reader, expression)));
      this.terms.push(readDecorator(reader, expression));
    }
  }

  get isStatic(): boolean {
    return this.#has('staticmethod');
  }

  get isClassMethod(): boolean {
    return this.#has('classmethod');
  }

  /** Bits of DefinitionFlag that the decorators give. */
  get flags(): number {
    let flags = 0;
    if (this.isStatic) flags |= DefinitionFlag.STATIC;
    if (this.isClassMethod) flags |= DefinitionFlag.CLASS_METHOD;
    if (this.#has('overload')) flags |= DefinitionFlag.OVERLOAD;
    if (this.#heads.some((head) => /(?:^|\.)abstract(?:method|property|classmethod|staticmethod)$/.test(head)))
      flags |= DefinitionFlag.ABSTRACT;
    if (this.#heads.some((head) => PROPERTY.test(head) || head.endsWith('.getter'))) flags |= DefinitionFlag.PROPERTY;
    return flags;
  }

  /** Kind of a METHOD of this name. */
  methodKind(name: string): string {
    if (name === '__init__' || name === '__new__') return 'constructor';
    if (this.#heads.some((head) => head.endsWith('.setter'))) return 'setter';
    if (this.#heads.some((head) => head.endsWith('.deleter'))) return 'deleter';
    if (this.#heads.some((head) => PROPERTY.test(head) || ACCESSOR.test(head))) return 'getter';
    if (this.isStatic) return 'static';
    if (this.isClassMethod) return 'class';
    return 'method';
  }

  #has(name: string): boolean {
    return this.#heads.some((head) => head === name || head.endsWith(`.${name}`));
  }
}

/** True for a decorated definition that makes its name a property. */
export function isPropertyDefinition(reader: PythonReader, decorated: number): boolean {
  const { tree, grammar } = reader.syntax;
  return reader.syntax.namedChildren(decorated).some((child) => {
    if (tree.kind[child] !== grammar.kinds.decorator) return false;
    const head = shortText(reader, headOf(reader, reader.syntax.firstNamed(child)));
    return (PROPERTY.test(head) && !head.includes('cached')) || ACCESSOR.test(head);
  });
}

function headOf(reader: PythonReader, expression: number): number {
  const { tree, grammar } = reader.syntax;
  if (expression < 0 || tree.kind[expression] !== grammar.kinds.call) return expression;
  return tree.childByField(expression, grammar.fields.function);
}

function readDecorator(reader: PythonReader, expression: number): number {
  const { tree, grammar } = reader.syntax;
  const head = reader.syntax.unparenthesized(headOf(reader, expression));
  const isCall = tree.kind[expression] === grammar.kinds.call;
  const term = isCall ? reader.calls.read(expression, SiteFlag.DECORATOR) : reader.calls.readCallee(expression);
  const nameNode =
    head >= 0 && tree.kind[head] === grammar.kinds.attribute ? tree.childByField(head, grammar.fields.attribute) : head;
  const isName = nameNode >= 0 && tree.kind[nameNode] === grammar.kinds.identifier;
  reader.site({
    kind: SiteKind.DECORATOR,
    term,
    offset: tree.start[nameNode >= 0 ? nameNode : expression] as number,
    flags: SiteFlag.DECORATOR,
    ...(isName ? { name: tree.textOf(nameNode) } : {}),
  });
  return term;
}
