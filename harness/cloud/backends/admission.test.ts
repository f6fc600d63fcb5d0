import { describe, expect, test } from "vitest";
import { createAdmission } from "./admission.ts";

const HEAD = { method: "POST", path: "/2015-03-31/functions" };
const HERE = { localAddress: "172.17.0.1" };

function answerTo(headers: Record<string, string>, options: Parameters<typeof createAdmission>[0] = {}, url?: string) {
  const refuse = createAdmission(options);
  return refuse({ ...HEAD, headers }, { url: url ?? HEAD.path, ...HERE });
}
const isTaken = (...parameters: Parameters<typeof answerTo>) => answerTo(...parameters) === undefined;

describe("hosts", () => {
  test.each([
    "127.0.0.1:4566",
    "127.9.9.9",
    "localhost",
    "LOCALHOST:4566",
    "localhost.:4566",
    "sync-localhost:4566",
    "sync-127.0.0.1:4566",
    "[::1]:4566",
    "bucket.localhost:4566",
    "bucket.s3.localhost:4566",
    "my.dotted.bucket.s3.us-east-1.amazonaws.com",
    "s3.eu-west-1.amazonaws.com",
    "bucket.s3.amazonaws.com:80",
    "host.docker.internal:4566",
    "gateway.docker.internal",
    "host.containers.internal:4566",
    "s3.localhost.localstack.cloud:4566",
    "172.17.0.1:4566",
    "[::ffff:127.0.0.1]:4566",
  ])("%s is this machine", (host) => {
    expect(isTaken({ host })).toBe(true);
  });

  test.each([
    "evil.example",
    "evil.example:4566",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.1.nip.io",
    "evillocalhost",
    "sync-evil.example",
    "93.184.216.34",
    "1.2.3.4:4566",
    "[2001:db8::1]",
    "amazonaws.com.evil.example",
    "evil-amazonaws.com",
    "0x7f000001.evil",
    "a b",
    "evil.example@127.0.0.1",
    "127.0.0.1,evil.example",
    "",
  ])("%j is refused, and the flag is named", (host) => {
    const answer = answerTo({ host });
    expect(answer?.status).toBe(403);
    expect(answer?.body.toString()).toContain("--allow-host");
  });

  test("an old client without Host is no browser", () => {
    expect(isTaken({})).toBe(true);
  });

  test("that of an absolute target counts too", () => {
    expect(isTaken({ host: "127.0.0.1" }, {}, "http://evil.example/x")).toBe(false);
    expect(isTaken({ host: "127.0.0.1" }, {}, "http://user@evil.example?x")).toBe(false);
    expect(isTaken({ host: "127.0.0.1" }, {}, "http://localhost:1/x")).toBe(true);
  });

  test("that are named are taken, with any port, or all of a domain", () => {
    const options = { hosts: ["aws.test", "*.corp.example"] };
    expect(isTaken({ host: "aws.test:9" }, options)).toBe(true);
    expect(isTaken({ host: "a.corp.example" }, options)).toBe(true);
    expect(isTaken({ host: "x.aws.test" }, options)).toBe(false);
    expect(isTaken({ host: "evil.example" }, { hosts: ["*"] })).toBe(true);
  });
});

describe("origins", () => {
  const from = (origin: string, others: Record<string, string> = {}) => ({ host: "127.0.0.1:4566", origin, ...others });

  test.each(["http://localhost:3000", "https://127.0.0.1", "http://[::1]:5173", "http://app.localhost:8080"])(
    "%s is this machine's",
    (origin) => {
      expect(isTaken(from(origin))).toBe(true);
      // Another port or name of this machine is another site to a browser.
      expect(isTaken(from(origin, { "sec-fetch-site": "cross-site" }))).toBe(true);
    },
  );

  test.each([
    "https://evil.example",
    "http://evil.example:4566",
    "null",
    "",
    "file://",
    "chrome-extension://abcdef",
    "http://localhost.evil.example",
    "http://127.0.0.1@evil.example",
    "http://attacker.s3.amazonaws.com",
    "http://host.docker.internal",
    "no url",
  ])("%j is refused, and the flag is named", (origin) => {
    const answer = answerTo(from(origin));
    expect(answer?.status).toBe(403);
    expect(answer?.body.toString()).toContain("--allow-origin");
    expect(isTaken(from(origin, { "sec-fetch-site": "same-origin" }))).toBe(false);
  });

  test("a request across sites without an origin is refused: an image, a link, a form of old", () => {
    for (const mode of ["no-cors", "navigate"]) {
      const answer = answerTo({ host: "127.0.0.1", "sec-fetch-site": "cross-site", "sec-fetch-mode": mode });
      expect(answer?.body.toString()).toContain("--allow-origin");
    }
    for (const site of ["same-origin", "same-site", "none"]) {
      expect(isTaken({ host: "127.0.0.1", "sec-fetch-site": site })).toBe(true);
    }
  });

  test("a page from elsewhere is told by its referrer where there is nothing else", () => {
    expect(isTaken({ host: "127.0.0.1", referer: "http://evil.example/page" })).toBe(false);
    expect(isTaken({ host: "127.0.0.1", referer: "http://localhost:3000/page" })).toBe(true);
  });

  test("our own, under a name that is ours, is taken", () => {
    const own = { host: "aws.test:1", origin: "http://aws.test:1" };
    expect(isTaken(own, { hosts: ["aws.test"] })).toBe(true);
    expect(isTaken(own)).toBe(false);
    expect(isTaken({ ...own, origin: "http://aws.test:2" }, { hosts: ["aws.test"] })).toBe(false);
  });

  test("that are named are taken", () => {
    const options = { origins: ["https://app.example"] };
    expect(isTaken(from("https://app.example", { "sec-fetch-site": "cross-site" }), options)).toBe(true);
    expect(isTaken(from("https://app.example:8443"), options)).toBe(false);
    expect(isTaken(from("http://app.example"), options)).toBe(false);
    expect(isTaken(from("null"), { origins: ["null"] })).toBe(true);
    expect(isTaken(from("null"), { origins: ["*"] })).toBe(true);
    expect(isTaken({ host: "127.0.0.1", "sec-fetch-site": "cross-site" }, { origins: ["*"] })).toBe(true);
  });

  test("a bucket may permit one by rules of its own", () => {
    const options = {
      permits: ({ path }: { path: string }, origin: string) => path === HEAD.path && origin === "https://a",
    };
    expect(isTaken(from("https://a"), options)).toBe(true);
    expect(isTaken(from("https://b"), options)).toBe(false);
  });

  test("several headers of one name are not the first one's", () => {
    expect(isTaken(from("http://localhost:3000, https://evil.example"))).toBe(false);
  });
});
