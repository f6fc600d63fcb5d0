/** A failed request in the words of Go's net package, as far as Node reports the cause. */
export function describeNetworkFailure(error: unknown, url: URL, timedOut: boolean): string {
  if (timedOut) return "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const message = cause instanceof Error ? cause.message : String(cause);
  // The Fetch standard refuses some ports before it connects; nothing answers there either.
  if (code === "ECONNREFUSED" || message === "bad port")
    return `dial tcp ${addressOf(url)}: connect: connection refused`;
  if (code === "ENOTFOUND") return `dial tcp: lookup ${url.hostname}: no such host`;
  if (code === "ECONNRESET") return `read tcp ${addressOf(url)}: read: connection reset by peer`;
  if (code === "UND_ERR_SOCKET") return "EOF";
  return message;
}

function addressOf(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}
