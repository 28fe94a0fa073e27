/** All repositories. */
export function RepositoriesPage() {
  return <h1>Repositories</h1>;
}
