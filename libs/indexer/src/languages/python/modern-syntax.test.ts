import { describe, expect, it } from 'vitest';
import { checkCalls } from '../../linking/testing/check-calls.js';
import { pythonFacts } from './testing/python-facts.js';

describe('Python: syntax of 3.8 to 3.14', () => {
  it('links what stands in it', async () => {
    await checkCalls(`
      class Item:
          def go(self): ...
          def __enter__(self): return self
          def __exit__(self, *a): ...
      class Failure(Exception):
          def why(self): ...
      def make() -> Item: return Item()  # -> Item
      def deco(f): return f
      table = {"a": deco}

      def positional(a, /, b: Item, *, c=1):
          if (r := make()): r.go()  # -> make, Item.go
          print(f"{make().go()=}")  # -> make, Item.go

      @table["a"]
      def decorated(): ...

      def matched(value, other: dict[str, Item]):
          match value:
              case Item() as item: item.go()  # -> Item.go
              case {"k": Item() as found, **rest}: found.go()  # -> Item.go
              case [Item() as first, *_] if make(): first.go()  # -> make, Item.go
          with (make() as a, make() as b):  # -> make
              a.go(); b.go()  # -> Item.go

      def failing():
          try: make()  # -> make
          except* Failure as group: group.exceptions
          try: make()  # -> make
          except Failure, ValueError:
              make().go()  # -> make, Item.go
          except Failure as error: error.why()  # -> Failure.why

      type Alias[T] = list[T] | Item
      class Box[T: Item, *Ts, **P]:
          def get(self) -> T: ...
          def use(self): self.get().go()  # -> Box.get, Item.go
      class Default[T = Item]:
          def get(self) -> T: ...
      def first[T: Item](items: list[T], box: Default) -> T:
          box.get().go()  # -> Default.get, Item.go
          return items[0]
      def templates():
          first([make()], None).go()  # -> first, make, Item.go
          return t"{make().go()}", f"{f"{make().go()}"}"  # -> make, Item.go

      class Early:
          def later(self) -> Late: ...
      class Late:
          def go(self): ...
      Early().later().go()  # -> Early, Early.later, Late.go
    `);
  });

  it('tells of no problem where type parameters have defaults, and of one where they are broken', async () => {
    expect(
      await pythonFacts('class A[T: int = int, *Ts = *tuple[int, ...], **P = [int]]: ...\ntype B[T = int] = list[T]', 'problems'),
    ).toBe('');
    expect(await pythonFacts('class A[T: ...', 'problems')).not.toBe('');
  });
});
