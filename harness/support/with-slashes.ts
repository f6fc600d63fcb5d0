/** A path as it is written on POSIX systems; Windows takes it too. What people type again and what is compared has slashes. */
export function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
