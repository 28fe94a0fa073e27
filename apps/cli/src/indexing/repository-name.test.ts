import { expect, test } from 'vitest';
import { defaultRepositoryName } from './repository-name.js';

test.each([
  ['/src/my shop', 'my-shop'],
  ['https://example.org/team/shop.git', 'shop'],
  ['git@example.org:team/shop.git', 'shop'],
  ['downloads/shop-1.2.tar.gz', 'shop-1.2'],
  ['/', 'repository'],
  ['/src/…', 'repository'],
  ["/src/a'} DETACH DELETE", 'a-DETACH-DELETE'],
  ['/src/.hidden', 'hidden'],
])('%s is called %s', (location, name) => {
  expect(defaultRepositoryName(location)).toBe(name);
});
