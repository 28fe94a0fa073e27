import type { Expression, NodePattern, PathPattern, PatternElement, Range, RelationshipPattern } from '../syntax/tree.js';
import { bindGroup, type Bindings } from './bindings.js';
import { printCondition, printGuardedValue } from './guard.js';
import type { Output } from './output.js';
import { printLabels } from './print-labels.js';

/** How ranges such as `*1..3` are written. */
export interface PatternForm {
  /** True: as a repeated group, whose inner nodes carry the label. False: as they are; somebody else checks the inner nodes. */
  readonly translateRanges: boolean;
  /** Rule under which named nodes are labelled. */
  readonly nodeRule: 'label-named-nodes' | 'label-predicate-nodes';
}

type Placed = PatternForm & { readonly bindings: Bindings };

/** One pattern, every node of it inside the scope. `variable` names the path; invented where the user has none but the scope needs one. */
export function printPattern(
  out: Output,
  pattern: PathPattern,
  options: PatternForm & { readonly bindings: Bindings; readonly variable?: string },
): void {
  const { variable = pattern.variable?.text } = options;
  if (variable !== undefined) out.name(variable).write('=');
  if (pattern.selector !== undefined) out.write(pattern.selector);
  if (pattern.shortest !== undefined) out.write(`${pattern.shortest} (`);
  printElements(out, pattern.elements, options);
  if (pattern.shortest !== undefined) out.write(')');
}

function printElements(out: Output, elements: readonly PatternElement[], form: Placed): void {
  for (const element of elements) {
    if (element.kind === 'node') printNode(out, element, form);
    else if (element.kind === 'relationship') printStep(out, element, form);
    else {
      const inside = element.quantifier === undefined ? form.bindings : bindGroup(form.bindings, element.elements);
      out.at(element.span).write('(');
      if (element.variable !== undefined) out.name(element.variable.text).write('=');
      printElements(out, element.elements, { ...form, bindings: inside });
      printCondition(out, element.where, { bindings: inside });
      out.write(')');
      if (element.quantifier !== undefined) printQuantifier(out, element.quantifier);
    }
  }
}

function printNode(out: Output, node: NodePattern, form: Placed): void {
  const { bindings } = form;
  out.at(node.span).write('(');
  if (node.variable !== undefined) out.at(node.variable.span).name(node.variable.text);
  const scoped = out.applies(node.variable === undefined ? 'label-anonymous-nodes' : form.nodeRule);
  if (node.labels !== undefined) {
    const together = out.applies('keep-user-labels-together') || !scoped;
    out.write(':');
    if (together) out.write('(');
    printLabels(out, node.labels, bindings);
    if (together) out.write(')');
    if (scoped) out.write('&').label();
  } else if (scoped) out.write(':').label();
  printProperties(out, node.properties, bindings);
  printCondition(out, node.where, { bindings });
  out.write(')');
}

function printProperties(out: Output, properties: Expression | undefined, bindings: Bindings): void {
  if (properties === undefined) return;
  if (properties.kind !== 'map') {
    out.expression(properties, bindings);
    return;
  }
  out.write('{');
  out.list(properties.entries, ({ key, value }) => {
    out.name(key).write(':');
    printGuardedValue(out, value, bindings);
  });
  out.write('}');
}

/** A relationship; as a repeated group where it is repeated. */
function printStep(out: Output, step: RelationshipPattern, form: Placed): void {
  const { bindings } = form;
  const repetition = step.quantifier ?? (form.translateRanges ? step.range : undefined);
  if (repetition === undefined) {
    printRelationship(out, step, { bindings, range: step.range });
    return;
  }
  const inside = bindGroup(bindings, [step]);
  const label = (): void => {
    out.write('(');
    if (out.applies('label-inner-nodes')) out.write(':').label();
    out.write(')');
  };
  out.at(step.span).write('(');
  label();
  printRelationship(out, step, { bindings: inside });
  label();
  out.write(')');
  printQuantifier(out, repetition);
}

function printRelationship(
  out: Output,
  step: RelationshipPattern,
  { bindings, range }: { readonly bindings: Bindings; readonly range?: Range | undefined },
): void {
  out.at(step.span).write(step.left ? '<- [' : '- [');
  if (step.variable !== undefined) out.at(step.variable.span).name(step.variable.text);
  if (step.types !== undefined) {
    out.write(':');
    printLabels(out, step.types, bindings);
  }
  if (range !== undefined) printRange(out, range);
  printProperties(out, step.properties, bindings);
  printCondition(out, step.where, { bindings });
  out.write(step.right ? '] ->' : '] -');
}

function printRange(out: Output, { from = '1', to }: Range): void {
  out.write(`* ${from} ..`);
  if (to !== undefined) out.write(to);
}

function printQuantifier(out: Output, { from = '0', to = '' }: Range): void {
  out.write(`{ ${from} , ${to} }`);
}
