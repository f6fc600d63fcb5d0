import type { HttpRequest, HttpResponse } from "./http.ts";

const MOST_REDIRECTS = 20;
/** Statuses whose responses have no body: https://fetch.spec.whatwg.org/#null-body-status */
const WITHOUT_BODY = new Set([101, 204, 205, 304]);

type Carry = (url: URL, request: HttpRequest) => Promise<HttpResponse | undefined>;

/**
 * `fetch` inside a world. The platform's own keeps timers that outlive a request and are shared by the whole process,
 * so one world's fetch would change the next world's trace. This one carries the request straight to the world's parts.
 * Rejects with TypeError `fetch failed` when `carry` gives no answer, as the platform does for a broken connection.
 */
export async function outboundFetch(
  carry: Carry,
  input: string | URL | Request,
  init: RequestInit | undefined,
): Promise<Response> {
  let request = new Request(input, init);
  for (let redirects = 0; ; redirects++) {
    const response = await exchange(carry, request);
    const location = response.headers.get("location");
    if (request.redirect !== "follow" || location === null || ![301, 302, 303, 307, 308].includes(response.status)) {
      return response;
    }
    if (redirects === MOST_REDIRECTS)
      throw new TypeError("fetch failed", { cause: new Error("redirect count exceeded") });
    const url = new URL(location, request.url);
    const repeats = response.status === 307 || response.status === 308;
    request = repeats ? new Request(url, new Request(input, init)) : new Request(url, { headers: request.headers });
  }
}

async function exchange(carry: Carry, request: Request): Promise<Response> {
  request.signal.throwIfAborted();
  const url = new URL(request.url);
  const headers: Record<string, string> = { host: url.host };
  request.headers.forEach((value, name) => {
    headers[name] = value;
  });
  const body = Buffer.from(await request.arrayBuffer());
  if (body.length > 0) headers["content-length"] = String(body.length);
  const path = `${url.pathname}${url.search}`;
  const answer = await unlessAborted(carry(url, { method: request.method, path, headers, body }), request.signal);
  if (!answer) throw new TypeError("fetch failed");
  return new Response(WITHOUT_BODY.has(answer.status) ? null : new Uint8Array(answer.body), {
    status: answer.status,
    headers: { ...answer.headers },
  });
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason);
    signal.addEventListener("abort", giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}
