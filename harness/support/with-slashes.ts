/** A path as on POSIX systems; Windows accepts it too. Paths that people copy or that are compared have slashes. */
export function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
