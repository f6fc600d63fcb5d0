import { goQuote } from "../../system/go/quote.ts";
import { type GoUrl, parseGoUrl, UrlError } from "../../system/go/url.ts";
import { FunctionError, type LambdaDependencies } from "../ports.ts";
import { describeNetworkFailure } from "./network-failure.ts";

const TIMEOUT_MS = 10_000;
/** Go counts the first request as well (`defaultCheckRedirect` of net/http). */
const MOST_REQUESTS = 10;

interface Request {
  readonly method: "POST" | "GET";
  readonly url: URL;
  /** The URL as Go's errors show it. */
  readonly shown: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

/**
 * POSTs and follows redirects as Go's http.Client does: 301, 302 and 303 go on as GET without body, 307 and 308 repeat
 * the POST; the signature goes along (docs/contract/pipeline.md 4.6). Resolves with the last answer's status. Throws
 * a FunctionError `Post "…": …` when no answer came, after 10 s at the latest.
 */
export async function postCallback(
  deps: LambdaDependencies,
  target: GoUrl,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  requireReachable(target);
  const abort = new AbortController();
  const timer = deps.timer?.("callback time-out", TIMEOUT_MS, () => abort.abort());
  try {
    let request: Request = { method: "POST", url: platformUrl(target), shown: target.text, headers, body };
    for (let requests = 1; ; requests++) {
      const answer = await send(request, abort.signal);
      const next = redirected(request, answer);
      if (!next) return answer.status;
      if (requests === MOST_REQUESTS) {
        // Go names what it does not follow any more.
        throw sendFailure(answer.headers.get("location") ?? "", `stopped after ${MOST_REQUESTS} redirects`);
      }
      request = next;
    }
  } finally {
    timer?.cancel();
  }
}

async function send(request: Request, signal: AbortSignal): Promise<Response> {
  try {
    const answer = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers, "User-Agent": userAgent(request.url), "Accept-Encoding": "gzip" },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: "manual",
      signal,
    });
    await answer.arrayBuffer();
    return answer;
  } catch (error) {
    throw sendFailure(request.shown, describeNetworkFailure(error, request.url, signal.aborted));
  }
}

/** @throws FunctionError for a `Location` that Go does not take for a URL, or whose scheme it does not speak. */
function redirected(request: Request, answer: Response): Request | undefined {
  const location = answer.headers.get("location") ?? "";
  if (location === "" || ![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const url = new URL(checked(request, location), request.url);
  const next = { url, shown: url.href };
  if (answer.status === 307 || answer.status === 308) return { ...request, ...next };
  const { "Content-Type": _type, ...headers } = request.headers;
  return { method: "GET", ...next, headers, body: undefined };
}

function checked(request: Request, location: string): string {
  try {
    const target = parseGoUrl(location);
    if (target.scheme !== "") requireReachable(target);
    return location;
  } catch (error) {
    if (!(error instanceof UrlError)) throw error;
    throw sendFailure(request.shown, `failed to parse Location header ${goQuote(location)}: ${error.message}`);
  }
}

/** @throws FunctionError for what Go's transport refuses before it connects. */
function requireReachable({ scheme, host, text }: GoUrl): void {
  if (scheme !== "http" && scheme !== "https") {
    throw sendFailure(text, `unsupported protocol scheme ${goQuote(scheme)}`);
  }
  if (host === "") throw sendFailure(text, "http: no Host in request URL");
}

/** @throws FunctionError for a URL of Go's that the platform cannot call; nothing has been sent to it, either. */
function platformUrl({ text, host }: GoUrl): URL {
  try {
    return new URL(text);
  } catch {
    throw sendFailure(text, `dial tcp: lookup ${host}: no such host`);
  }
}

/** Go's own agent, whose version follows the protocol it would have spoken. */
function userAgent(url: URL): string {
  return url.protocol === "https:" ? "Go-http-client/2.0" : "Go-http-client/1.1";
}

/** Go calls a failure after the method that the first request had, whatever was redirected. */
function sendFailure(shown: string, reason: string): FunctionError {
  return new FunctionError("Error", `Post ${goQuote(shown)}: ${reason}`);
}
