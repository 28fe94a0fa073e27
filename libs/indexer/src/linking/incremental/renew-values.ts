import type { Alignment } from '../program/alignment.js';
import type { LinkedFile } from '../program/linked-file.js';
import { SlotKind, ValueKind, type Value } from '../values/value.js';
import { internedIndex, internedPlace, nestedValues } from '../values/value-factory.js';
import type { Sameness } from './sameness.js';

/**
 * Moves the values of a file to what they stand for in its present state, so that whoever holds them holds the right ones. Returns the
 * values that are gone, and those of which something differs that their holders read directly.
 */
export function renewValues(file: LinkedFile, alignment: Alignment, sameness: Sameness): readonly Value[] {
  const former = [...file.interned];
  const touched: Value[] = [];
  file.interned.clear();
  for (const [place, value] of former) {
    const index = movedIndex(file, value, internedIndex(place, value), alignment);
    if (index < 0) {
      touched.push(value, ...nestedValues(value));
      continue;
    }
    const isSame = isUntouched(value, sameness);
    for (const each of [value, ...nestedValues(value)]) {
      moveTo(each, file, alignment);
      if (!isSame) touched.push(each);
    }
    file.interned.set(internedPlace(index, value), value);
  }
  return touched;
}

/** The index of a value in the present state of its file; -1 when there is no such thing any more. */
function movedIndex(file: LinkedFile, value: Value, index: number, alignment: Alignment): number {
  switch (value.kind) {
    case ValueKind.CLASS: {
      const moved = alignment.definitions[index] ?? -1;
      return moved >= 0 && file.index.canonicalClass(moved) === moved ? moved : -1;
    }
    case ValueKind.FUNCTION:
      return alignment.callables[index] ?? -1;
    case ValueKind.PARAMETER: {
      const callable = alignment.callables[value.callable] ?? -1;
      return callable < 0 ? -1 : callable * 256 + value.parameter;
    }
    case ValueKind.ALLOCATION:
      return alignment.terms[index] ?? -1;
    case ValueKind.TYPE_PARAMETER:
      return alignment.bindings[index] ?? -1;
    case ValueKind.SLOT: {
      const moved = slotMap(value.slotKind, alignment)[value.index] ?? -1;
      return moved < 0 ? -1 : moved * 4 + value.slotKind;
    }
    default:
      return index;
  }
}

function slotMap(slotKind: number, alignment: Alignment): Int32Array {
  switch (slotKind) {
    case SlotKind.DEFINITION:
      return alignment.definitions;
    case SlotKind.BINDING:
      return alignment.bindings;
    case SlotKind.MEMBER:
      return alignment.members;
    default:
      return alignment.terms;
  }
}

/** True when nothing differs that holders of a value read without asking. Asked before the value is moved. */
function isUntouched(value: Value, sameness: Sameness): boolean {
  switch (value.kind) {
    case ValueKind.CLASS:
      return sameness.classOf(value.definition);
    case ValueKind.FUNCTION:
    case ValueKind.PARAMETER:
      return sameness.callable(value.callable);
    case ValueKind.TYPE_PARAMETER:
      return sameness.typeParameter(value.binding);
    case ValueKind.SLOT:
      return isSlotUntouched(value.slotKind, value.index, sameness);
    default:
      return true;
  }
}

function isSlotUntouched(slotKind: number, index: number, sameness: Sameness): boolean {
  switch (slotKind) {
    case SlotKind.DEFINITION:
      return sameness.place(index);
    case SlotKind.BINDING:
      return sameness.binding(index);
    case SlotKind.MEMBER:
      return sameness.member(index);
    default:
      return true;
  }
}

type Movable = { -readonly [Key in 'definition' | 'callable' | 'term' | 'binding' | 'index']: number };

/** Values are the same objects for all who hold them, so it is they that are changed. */
function moveTo(value: Value, file: LinkedFile, alignment: Alignment): void {
  const movable = value as unknown as Movable;
  switch (value.kind) {
    case ValueKind.CLASS:
      movable.definition = alignment.definitions[value.definition] as number;
      return;
    case ValueKind.FUNCTION:
    case ValueKind.PARAMETER:
      if (value.file === file) movable.callable = alignment.callables[value.callable] as number;
      return;
    case ValueKind.ALLOCATION:
      movable.term = alignment.terms[value.term] as number;
      return;
    case ValueKind.TYPE_PARAMETER:
      movable.binding = alignment.bindings[value.binding] as number;
      return;
    case ValueKind.SLOT:
      movable.index = slotMap(value.slotKind, alignment)[value.index] as number;
      return;
    default:
  }
}
