import { it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';

it('linking Python: containers of the library keep what they were made of', async () => {
  await checkCalls(`
        from collections import defaultdict, deque
        class Node:
            def go(self): ...
        class Stack(list[Node]): ...
        def made(node: Node):
            todo = deque([node])
            todo.popleft().go()  # -> Node.go
            for each in deque([node]):
                each.go()  # -> Node.go
            by_name = defaultdict(Node)
            by_name["x"].go()  # -> Node.go
            Stack()[0].go()  # -> Node.go, Stack
        def declared():
            todo: deque[Node] = deque()
            todo.popleft().go()  # -> Node.go
            lists: defaultdict[str, list[Node]] = defaultdict(list)
            lists["x"][0].go()  # -> Node.go
    `);
});

it('linking TypeScript: constructors of the library say what their callbacks take, inherited ones what their class holds', async () => {
  await checkCalls(`
        // file: a.ts
        class Item { use() {} }
        class Box<T> { constructor(readonly value: T) {} }
        class Case<T> extends Box<T> {}
        new Case(new Item()).value.use();  // -> Item.use, Item, Box.constructor, Case
        export async function made() {
          const item = await new Promise<Item>((resolve) => { resolve(new Item()); });  // -> Item
          item.use();  // -> Item.use
        }
    `);
});

it('linking Python: attributes whose class says what reading them gives', async () => {
  await checkCalls(`
        from typing import Any, Callable, Generic, TypeVar
        T = TypeVar("T")
        class Item:
            def go(self): ...
        class declared(Generic[T]):
            def __init__(self, function: Callable[[Any], T]): ...
            def __get__(self, instance: object, owner: type = None) -> T: ...
        class plain:
            def __init__(self, function):
                self.function = function
            def __get__(self, instance, owner=None):
                return self.function(instance)
        class Field:
            def __get__(self, instance, owner) -> Item: ...
        class Holder:
            field = Field()
            @declared
            def first(self) -> Item: ...
            @plain
            def second(self) -> Item: ...
            def run(self):
                self.first.go()  # -> Item.go
                self.second.go()  # -> Item.go
                self.field.go()  # -> Item.go
                Holder.field.go()  # -> none
    `);
});
