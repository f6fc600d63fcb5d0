/** What an error says; anything thrown that is no Error is a bug of ours and is shown as it is. */
export function failureText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
