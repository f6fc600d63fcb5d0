import { isIPv4, isIPv6 } from "node:net";
import { goQuote } from "./quote.ts";

/** Why Go's net/url does not take a text for a URL, in its words: `parse "::bad": missing protocol scheme`. */
export class UrlError extends Error {
  override readonly name = "UrlError";

  constructor(url: string, reason: string) {
    super(`parse ${goQuote(url)}: ${reason}`);
  }
}

/** A URL as Go takes it apart; texts are as they were written. */
export interface GoUrl {
  readonly scheme: string;
  /** Host and port, empty when there is none. */
  readonly host: string;
  /** The whole, as Go's errors show it: the scheme in lower case, a password as `***`. */
  readonly text: string;
}

/** What stands after the scheme may break a rule; the text of the rule is thrown as this and wrapped once. */
class Reason extends Error {}

/**
 * Takes a URL apart by the rules of Go's net/url.Parse, which refuses other texts than the URL class of the platform.
 *
 * @throws UrlError in Go's words.
 */
export function parseGoUrl(text: string): GoUrl {
  const [url = "", fragment = ""] = cut(text, "#");
  const parsed = refusing(url, () => parse(url));
  refusing(text, () => checkEscapes(fragment));
  return fragment === "" ? parsed : { ...parsed, text: `${parsed.text}#${fragment}` };
}

function refusing<T>(url: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Reason) throw new UrlError(url, error.message);
    throw error;
  }
}

function parse(url: string): GoUrl {
  if (/\p{Cc}/u.test(url.replace(/[\u0080-\u009f]/g, "")))
    throw new Reason("net/url: invalid control character in URL");
  const { scheme, rest } = splitScheme(url);
  const [path = "", query] = cut(rest, "?");
  if (!path.startsWith("/")) {
    // A path without a root after a scheme is opaque: nothing in it is looked at.
    if (scheme !== "") return { scheme, host: "", text: `${scheme}:${rest}` };
    if (path.split("/", 1)[0]?.includes(":")) throw new Reason("first path segment in URL cannot contain colon");
  }
  const hasHost = path.startsWith("//") && (scheme !== "" || !path.startsWith("///"));
  const end = path.indexOf("/", 2);
  const authority = hasHost ? path.slice(2, end < 0 ? undefined : end) : "";
  const { user, host } = splitAuthority(authority);
  const after = hasHost ? path.slice(2 + authority.length) : path;
  checkEscapes(after);
  const slashes = hasHost && `${user}${host}${after}` !== "" ? "//" : "";
  const start = `${scheme === "" ? "" : `${scheme}:`}${slashes}${user}${encoded(host, HOST)}`;
  return { scheme, host, text: `${start}${encoded(after, PATH)}${query === undefined ? "" : `?${query}`}` };
}

function splitScheme(url: string): { scheme: string; rest: string } {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*)?:/.exec(url);
  if (!match) return { scheme: "", rest: url };
  if (match[1] === undefined) throw new Reason("missing protocol scheme");
  return { scheme: match[1].toLowerCase(), rest: url.slice(match[0].length) };
}

function splitAuthority(authority: string): { user: string; host: string } {
  const at = authority.lastIndexOf("@");
  const host = authority.slice(at + 1);
  checkHost(host);
  if (at < 0) return { user: "", host };
  const user = authority.slice(0, at);
  if (!/^[A-Za-z0-9._:~!$&'()*+,;=%@-]*$/.test(user)) throw new Reason("net/url: invalid userinfo");
  checkEscapes(user);
  const [name, password] = cut(user, ":");
  return { user: `${name}${password === undefined ? "" : ":***"}@`, host };
}

function checkHost(host: string): void {
  const open = host.lastIndexOf("[");
  if (open > 0) throw new Reason("invalid IP-literal");
  if (open === 0) {
    checkAddress(host);
    return;
  }
  // Several colons pass: the rule against them came with Go 1.26, for modules that ask for it.
  const colon = host.lastIndexOf(":");
  if (colon >= 0) checkPort(host.slice(colon));
  checkHostCharacters(host);
}

/** An IPv6 address in brackets, with a port or not. */
function checkAddress(host: string): void {
  const close = host.lastIndexOf("]");
  if (close < 0) throw new Reason("missing ']' in host");
  checkPort(host.slice(close + 1));
  const [address = "", zone] = cut(host.slice(1, close), "%25");
  checkHostCharacters(address);
  if (isIPv4(address)) throw new Reason("invalid IP-literal");
  if (!isIPv6(address) || zone === "")
    throw new Reason(`invalid host: ParseAddr(${goQuote(address)}): ${why(address)}`);
}

/** The commonest of Go's reasons; it has a dozen. */
function why(address: string): string {
  if (!/[:.%]/.test(address)) return "unable to parse IP";
  const at = address.search(/[^0-9a-fA-F:.]/);
  if (at < 0) return "unexpected character";
  const reason = /(^|:)$/.test(address.slice(0, at))
    ? "each colon-separated field must have at least one digit"
    : "unexpected character, want colon";
  return `${reason} (at ${goQuote(address.slice(at))})`;
}

function checkPort(port: string): void {
  if (!/^(:\d*)?$/.test(port)) throw new Reason(`invalid port ${goQuote(port)} after host`);
}

function checkHostCharacters(host: string): void {
  for (let at = 0; at < host.length; at++) {
    const rest = host.slice(at);
    if (rest.startsWith("%")) {
      const sequence = escapeAt(rest);
      // Only bytes that are not ASCII may be escaped in a host.
      if (Number.parseInt(sequence.slice(1), 16) < 0x80 && sequence !== "%25") throw invalidEscape(sequence);
      at += 2;
    } else if (/^[\0-\x7f]/.test(rest) && !/^[A-Za-z0-9._~!$&'()*+,;=:[\]<>"-]/.test(rest)) {
      throw new Reason(`invalid character ${goQuote(rest.charAt(0))} in host name`);
    }
  }
}

function checkEscapes(text: string): void {
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 3)) escapeAt(text.slice(at));
}

function escapeAt(text: string): string {
  const sequence = text.slice(0, 3);
  if (/^%[0-9a-fA-F]{2}$/.test(sequence)) return sequence;
  throw invalidEscape(sequence);
}

function invalidEscape(sequence: string): Reason {
  return new Reason(`invalid URL escape ${goQuote(sequence)}`);
}

/** What may stand in a host and in a path as it is. */
const HOST = /[^A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"%]/gu;
const PATH = /[^A-Za-z0-9\-._~$&+,/:;=@%!'()*[\]]/gu;

/** A part as Go writes it again: what may not stand in it is escaped. */
function encoded(part: string, others: RegExp): string {
  return part.replace(others, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
}

/** Before and after the first `separator`; undefined when there is none. */
function cut(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}
