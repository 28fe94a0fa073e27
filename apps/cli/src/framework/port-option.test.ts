import { expect, it } from 'vitest';
import { portOption } from './port-option.js';

it('takes ports, and says of anything else what a port is', () => {
  expect([undefined, '0', '65535'].map((value) => portOption.parse(value))).toEqual([undefined, 0, 65_535]);
  for (const value of ['x', '-1', '80.5', '65536']) {
    expect(portOption.safeParse(value).error?.issues[0]?.message, value).toBe('must be a whole number from 0 to 65535');
  }
});
