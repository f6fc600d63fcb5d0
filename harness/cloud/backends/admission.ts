import { networkInterfaces } from "node:os";
import { type HttpRequest, type HttpResponse, httpResponse } from "../../network/http.ts";

type Head = Omit<HttpRequest, "body">;

export interface AdmissionOptions {
  /** Origins that are taken besides this machine's; `*` for all. */
  readonly origins?: readonly string[];
  /** Hosts likewise; `*.example` for all names below one. */
  readonly hosts?: readonly string[];
  /** Whether something else lets an origin in: here the CORS rules of a bucket answer. */
  readonly permits?: (head: Head, origin: string) => boolean;
}

/** How the request came to us. */
interface Arrival {
  /** Its target as sent. */
  readonly url: string | undefined;
  /** Address of this machine that the client has connected to. */
  readonly localAddress: string | undefined;
}

/**
 * Keeps web pages out. Functions are programs that run here, and unknown access keys are good for everything, so whoever can send
 * requests can run code. A page that the user visits can send some to loopback without being asked (a form, `fetch` in the mode
 * no-cors), and any with a name of its own that leads here (DNS rebinding). A browser always tells where a page is from (Origin,
 * Sec-Fetch-Site; https://www.w3.org/TR/fetch-metadata/), and by which name it has found us (Host). Other clients tell the latter only.
 */
export function createAdmission({ origins = [], hosts = [], permits }: AdmissionOptions) {
  const isHost = (name: string, arrival: Arrival): boolean =>
    hosts.some((host) => matches(host.toLowerCase(), name)) || isThisMachine(name, arrival.localAddress);

  return function refuse(head: Head, arrival: Arrival): HttpResponse | undefined {
    for (const authority of authoritiesOf(head, arrival)) {
      const name = hostName(authority);
      if (name === undefined || !isHost(name, arrival)) return strangeHost(name ?? authority);
    }
    const origin = head.headers.origin ?? originOfReferrer(head.headers.referer);
    const site = head.headers["sec-fetch-site"];
    if (origins.includes("*")) return undefined;
    if (origin === undefined) return site === "cross-site" ? strangeOrigin("another site") : undefined;
    // A bare name no browser has sent: they write a scheme in front, or `null` (RFC 6454, 6.1).
    if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(origin)) return undefined;
    if (origins.includes(origin) || permits?.(head, origin)) return undefined;
    const { host } = head.headers;
    // A page that we have served ourselves: its name has been looked at above.
    const isOwn = host !== undefined && [`http://${host}`, `https://${host}`].includes(origin);
    return isOwn || isOurOrigin(origin) ? undefined : strangeOrigin(origin);
  };
}

/** `Host`, and that of a target for a proxy. */
function authoritiesOf({ headers }: Head, { url }: Arrival): string[] {
  const ofTarget = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url ?? "")?.[1];
  return [headers.host, ofTarget].filter((authority) => authority !== undefined);
}

/** Without port, brackets and the dot of a complete name. `undefined` for what is none. */
function hostName(authority: string): string | undefined {
  const [, address, name] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::\d*)?$/i.exec(authority) ?? [];
  return (address ?? name?.replace(/\.$/, ""))?.toLowerCase();
}

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3}|(?:[a-z0-9_.-]+\.)?localhost)$/;
/** S3's own names, which no stranger can lead here: clients that have been sent here with a bucket in front. */
const S3_HOST = /^(?:[a-z0-9_.-]+\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com$/;
/** How containers call the machine that runs them (Docker, Podman), and how LocalStack's clients call loopback. */
const KNOWN_HOST =
  /^(?:(?:host|gateway)\.docker\.internal|host\.containers\.internal|(?:[a-z0-9_.-]+\.)?localhost\.localstack\.cloud)$/;

function isThisMachine(name: string, localAddress: string | undefined): boolean {
  // SDKs put `sync-` in front of the endpoint's name for StartSyncExecution and TestState; no such name can be registered.
  if (LOOPBACK.test(name.replace(/^sync-/, "")) || S3_HOST.test(name) || KNOWN_HOST.test(name)) return true;
  // An address cannot be led elsewhere as a name can. Containers call by the bridge's.
  const plain = (address: string) => address.replace(/^::ffff:/, "").replace(/%.*$/, "");
  if (localAddress !== undefined && plain(localAddress) === plain(name)) return true;
  return Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === plain(name)));
}

function isOurOrigin(origin: string): boolean {
  const [, authority] = /^https?:\/\/([^/]+)$/i.exec(origin) ?? [];
  const name = authority === undefined ? undefined : hostName(authority);
  return name !== undefined && LOOPBACK.test(name);
}

function originOfReferrer(referrer: string | undefined): string | undefined {
  if (referrer === undefined || referrer === "") return undefined;
  return URL.canParse(referrer) ? new URL(referrer).origin : referrer;
}

function matches(pattern: string, name: string): boolean {
  return pattern === "*" || pattern === name || (pattern.startsWith("*.") && name.endsWith(pattern.slice(1)));
}

const strangeHost = (host: string): HttpResponse =>
  refusal(
    `The cloud is not called "${host}" here: it answers to the names and addresses of this machine only, so that no web page ` +
      `reaches it by a name of its own. If the name is yours, start it with --allow-host ${host || "HOST"}.`,
  );

const strangeOrigin = (origin: string): HttpResponse =>
  refusal(
    `A web page of ${origin} has sent this request, and pages from elsewhere are refused: they could run code here. ` +
      `If the page is yours, start the cloud with --allow-origin ${/^https?:/.test(origin) ? origin : "ORIGIN"}.`,
  );

function refusal(sentence: string): HttpResponse {
  // The sentence holds what the request said; no browser may take it for a page.
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "x-content-type-options": "nosniff",
    "x-amzn-errortype": "AccessDeniedException",
  };
  return httpResponse(403, headers, `${sentence}\n`);
}
