/** The most helpful sentence of an error: a program's last output, or the first line of the message. */
export function reasonOf(error: unknown): string {
  const stderr = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const text =
    lines.findLast((line) => /^E: |error/i.test(line)) ??
    lines.at(-1) ??
    (error instanceof Error ? error.message : String(error)).split("\n")[0] ??
    "";
  return withoutCredentials(text.trim()).slice(0, 240);
}

/** Package sources and database URLs may carry passwords; they never reach a message. */
function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/@\s]*@/g, "//");
}
