/** Stub of `collections`. */
export const collections = `
import collections.abc as abc
from typing import TypeVar, Generic, Iterator, Iterable

T = TypeVar('T')
K = TypeVar('K')
V = TypeVar('V')

class OrderedDict(dict[K, V]):
    def move_to_end(self, key, last=True) -> None: ...
class defaultdict(dict[K, V]):
    def __init__(self, factory=None, *args, **kwargs) -> None: ...
class Counter(dict[K, int]):
    def most_common(self, n=None) -> list[tuple[K, int]]: ...
    def elements(self) -> Iterator[K]: ...
class ChainMap(dict[K, V]):
    maps: list[dict[K, V]]
    def new_child(self, m=None) -> ChainMap[K, V]: ...
class deque(list[T]):
    def appendleft(self, item: T) -> None: ...
    def popleft(self) -> T: ...
    def extendleft(self, items) -> None: ...
    def rotate(self, n=1) -> None: ...
class UserDict(dict[K, V]):
    data: dict[K, V]
class UserList(list[T]):
    data: list[T]
class UserString(str):
    data: str
`;
