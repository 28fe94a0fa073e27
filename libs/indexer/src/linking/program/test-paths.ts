const TEST_PATH =
  /(^|\/)(tests?|__tests__|specs?|testing)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.pyi?$|\.(test|spec)\.[cm]?[jt]sx?$/;

const SIDE_PATH = /(^|\/)(examples?|samples?|demos?|docs?|bench(marks?)?|fixtures?|__mocks__|e2e)\/|[-.]test-d\.ts$/;

/** True for files that test the product. */
export function isTestPath(path: string): boolean {
  return TEST_PATH.test(path);
}

/** True for tests, examples and other files that use the product and that it knows nothing of. */
export function isBesideProduct(path: string): boolean {
  return isTestPath(path) || SIDE_PATH.test(path);
}
