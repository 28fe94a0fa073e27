/** How good the graph of a repository is. */
export function QualityPage() {
  return <h1>Quality</h1>;
}
