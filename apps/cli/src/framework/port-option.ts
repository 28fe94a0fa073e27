import { z } from 'zod';

const PORT_MAX = 65_535;
const MEANT = `must be a whole number from 0 to ${String(PORT_MAX)}`;

/** The value of `--port`; 0 takes any free port. */
export const portOption = z.coerce.number(MEANT).int(MEANT).min(0, MEANT).max(PORT_MAX, MEANT).optional();
