/**
 * Tests that may be skipped, each with the reason. Any other skipped test counts as failed: what does not run protects nothing.
 * `file` is relative to the root; `test` is the full name of the test, or of the `describe` around it.
 * @type {readonly { file: string, test: string, reason: string }[]}
 */
export const allowedSkips = [];
