import { ENTITY, listBound, numberBound, STORED, textBound, TRUTH, widest, type Bound } from './bound.js';

const SAME_SIZE =
  'tolower toupper lower upper trim ltrim rtrim btrim reverse substring left right tail coalesce nullif tostring tostringornull tostringlist tointegerlist tofloatlist tobooleanlist'.split(
    ' ',
  );
const SAME_NUMBER =
  'tointeger tointegerornull tofloat tofloatornull abs ceil floor round sqrt max min avg percentilecont percentiledisc head last'.split(
    ' ',
  );
const LARGEST_COUNT = 1e7;

/** What a function of the allow-list gives, from what its arguments can be. `collected`: rows that one aggregation can gather. */
export function functionBound(
  name: string,
  [first = TRUTH, second = TRUTH, third = TRUTH]: readonly Bound[],
  collected: number,
): Bound {
  if (SAME_SIZE.includes(name))
    return widest([first, second, textBound(24)].slice(0, name === 'coalesce' || name === 'nullif' ? 2 : 1));
  if (name === 'head' || name === 'last') return first.item ?? first;
  if (SAME_NUMBER.includes(name)) return { ...widest([first]), max: first.max };
  switch (name) {
    case 'replace':
      return textBound(first.size * (third.size + 1));
    case 'split':
      return { ...listBound(first.size, { size: first.size, count: 1, max: Infinity }), size: first.size * 2 };
    case 'size':
    case 'char_length':
    case 'character_length':
      return numberBound(Math.max(first.size, first.count));
    case 'collect':
      return listBound(collected, first);
    case 'nodes':
    case 'relationships':
      return listBound(STORED.pathNodes, ENTITY);
    case 'labels':
    case 'keys':
      return listBound(20, textBound(50));
    case 'properties':
    case 'startnode':
    case 'endnode':
      return ENTITY;
    case 'length':
      return numberBound(STORED.pathNodes * 100);
    case 'count':
      return numberBound(LARGEST_COUNT);
    case 'sign':
    case 'pi':
    case 'e':
    case 'rand':
      return numberBound(4);
    default:
      return { size: first.size + second.size + third.size + 50, count: 1, max: Infinity };
  }
}

/** Steps that a function takes on its arguments. */
export function functionWork(values: readonly Bound[]): number {
  return values.reduce((total, value) => total + Math.min(value.size, 1e6) / 100, 1);
}
