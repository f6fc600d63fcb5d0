import { FunctionError, type LambdaDependencies } from "../ports.ts";
import { describeNetworkFailure } from "./network-failure.ts";

const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 10;

interface Request {
  readonly method: "POST" | "GET";
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

/**
 * POSTs and follows redirects as Go's http.Client does: 301, 302 and 303 go on as GET without body, 307 and 308 repeat
 * the POST; the signature goes along (docs/contract/pipeline.md 4.6). Resolves with the last answer's status. Throws
 * `failed to send callback: …` when no answer came, after 10 s at the latest.
 */
export async function postCallback(
  deps: LambdaDependencies,
  url: string,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  const abort = new AbortController();
  const timer = deps.timer?.("callback time-out", TIMEOUT_MS, () => abort.abort());
  try {
    let request: Request = { method: "POST", url: new URL(url), headers, body };
    for (let redirects = 0; ; redirects++) {
      const answer = await send(request, abort.signal);
      const next = redirected(request, answer);
      if (!next) return answer.status;
      if (redirects === MOST_REDIRECTS) throw sendFailure(request, `stopped after ${MOST_REDIRECTS} redirects`);
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
    throw sendFailure(request, describeNetworkFailure(error, request.url, signal.aborted));
  }
}

function redirected(request: Request, answer: Response): Request | undefined {
  const location = answer.headers.get("location");
  if (location === null || ![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const url = new URL(location, request.url);
  if (answer.status === 307 || answer.status === 308) return { ...request, url };
  const { "Content-Type": _type, ...headers } = request.headers;
  return { method: "GET", url, headers, body: undefined };
}

/** Go's own agent, whose version follows the protocol it would have spoken. */
function userAgent(url: URL): string {
  return url.protocol === "https:" ? "Go-http-client/2.0" : "Go-http-client/1.1";
}

function sendFailure(request: Request, reason: string): FunctionError {
  const verb = request.method === "POST" ? "Post" : "Get";
  return new FunctionError("wrapError", `failed to send callback: ${verb} "${request.url.href}": ${reason}`);
}
