import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { describe, expect, onTestFinished, test } from "vitest";
import { smallPackage } from "../../../emulator/lambda/test/small-package.ts";
import { type Served, served } from "./served.ts";

const FUNCTIONS = "/2015-03-31/functions";
/** Where a page that cannot set headers puts what an unsigned request needs. */
const CREDENTIAL = (() => {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = encodeURIComponent(`any/${date.slice(0, 8)}/us-east-1/lambda/aws4_request`);
  const named = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${scope}&X-Amz-Date=${date}`;
  return `${named}&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=0`;
})();

async function attack(): Promise<string> {
  const zip = await smallPackage({ "handler.py": "def handler(event, context):\n    return 1\n" });
  return JSON.stringify({
    FunctionName: "evil",
    Role: "arn:aws:iam::000000000000:role/r",
    Runtime: "python3.12",
    Handler: "handler.handler",
    Code: { ZipFile: Buffer.from(zip).toString("base64") },
  });
}

async function functionsOf({ clients }: Served): Promise<(string | undefined)[]> {
  const { Functions } = await (await clients.lambda()).send(new ListFunctionsCommand({}));
  return (Functions ?? []).map(({ FunctionName }) => FunctionName);
}

describe("what a browser would send", () => {
  // `fetch` forbids these headers; node:http does not.
  async function send({ port }: Served, headers: Record<string, string>): Promise<[number | undefined, string]> {
    const body = await attack();
    return new Promise((resolve, reject) => {
      const path = `${FUNCTIONS}?${CREDENTIAL}`;
      const sent = httpRequest({ port, host: "127.0.0.1", method: "POST", path, headers }, async (answer) => {
        resolve([answer.statusCode, Buffer.concat(await answer.toArray()).toString()]);
      });
      sent.on("error", reject).end(body);
    });
  }
  const PAGE = { "content-type": "text/plain", origin: "http://evil.example", "sec-fetch-site": "cross-site" };

  test.each([
    ["fetch in the mode no-cors", PAGE, "--allow-origin http://evil.example"],
    [
      "a form",
      { ...PAGE, "content-type": "application/x-www-form-urlencoded", "sec-fetch-mode": "navigate" },
      "--allow-origin",
    ],
    ["a sandboxed frame, a file", { ...PAGE, origin: "null" }, "--allow-origin"],
    ["an old browser", { origin: "http://evil.example" }, "--allow-origin"],
    ["DNS rebinding", { host: "evil.example:4566", "sec-fetch-site": "same-origin" }, "--allow-host evil.example"],
    ["DNS rebinding with an origin", { host: "evil.example", origin: "http://evil.example" }, "--allow-host"],
  ])("%s is refused", async (_, headers, flag) => {
    const cloud = await served();
    const [status, text] = await send(cloud, headers as Record<string, string>);
    expect([status, text]).toEqual([403, expect.stringContaining(flag)]);
    expect(await functionsOf(cloud)).toEqual([]);
  });

  test("what is named is let in", async () => {
    const cloud = await served(["--allow-origin", "http://evil.example", "--allow-host", "aws.test"]);
    const [status] = await send(cloud, { ...PAGE, host: "aws.test:1" });
    expect([status, await functionsOf(cloud)]).toEqual([201, ["evil"]]);
  });
});

const CHROMIUM = ["chromium", "chromium-browser", "google-chrome"]
  .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));

describe.skipIf(CHROMIUM === undefined)("a real browser (skipped where no Chromium is in PATH)", () => {
  /** Opens a page of ours under a name in Chromium, and gives what the page says when it is done. */
  async function visit(host: string, page: (port: number) => string): Promise<string> {
    const server = createServer((_, answer) => {
      const { port } = server.address() as AddressInfo;
      answer.writeHead(200, { "content-type": "text/html" }).end(page(port));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const profile = mkdtempSync(join(tmpdir(), "chromium-"));
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    });
    const { stdout } = await promisify(execFile)(
      CHROMIUM ?? "",
      [
        ...["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions"],
        ...[`--user-data-dir=${profile}`, "--host-resolver-rules=MAP * 127.0.0.1", "--virtual-time-budget=10000"],
        ...["--dump-dom", `http://${host}:${port}/`],
      ],
      { timeout: 100_000 },
    );
    return stdout;
  }

  const script = (code: string) => `<body><script type="module">${code}; document.body.append("done")</script>`;
  const noCors = (target: string, body: string) =>
    script(
      `await fetch(${JSON.stringify(target)}, { method: "POST", mode: "no-cors", body: ${JSON.stringify(body)} })`,
    );

  test("fetch in the mode no-cors reaches nothing, unless its page is let in", async () => {
    const [closed, open] = await Promise.all([served(), served(["--allow-origin", "*"])]);
    const body = await attack();
    const dom = await visit("evil.example", () =>
      [closed, open].map(({ endpoint }) => noCors(`${endpoint}${FUNCTIONS}?${CREDENTIAL}`, body)).join(""),
    );
    expect(dom).toContain("done");
    // The second shows that the attack would work.
    expect([await functionsOf(closed), await functionsOf(open)]).toEqual([[], ["evil"]]);
  }, 60_000);

  test("a form reaches nothing", async () => {
    const [closed, open] = await Promise.all([served(), served(["--allow-origin", "*"])]);
    const body = await attack();
    // The name and the value of a text/plain form stand around one `=`; here in a member that takes any text.
    const [start = "", end = ""] = [body.slice(0, -1), '"}'];
    const name = `${start},"Description":"`.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    const frames = [closed, open].map(
      ({ endpoint }, index) =>
        `<iframe name="f${index}"></iframe><form id="form${index}" target="f${index}" method="post" enctype="text/plain" ` +
        `action="${endpoint}${FUNCTIONS}?${CREDENTIAL.replaceAll("&", "&amp;")}"><input name="${name}" ` +
        `value="${end.replaceAll('"', "&quot;")}"></form><script>document.forms[${index}].submit()</script>`,
    );
    await visit("evil.example", () => `<body>${frames.join("")}`);
    expect([await functionsOf(closed), await functionsOf(open)]).toEqual([[], ["evil"]]);
  }, 60_000);

  test("a name that leads here (DNS rebinding) reaches nothing", async () => {
    const [closed, open] = await Promise.all([served(), served(["--allow-host", "*", "--allow-origin", "*"])]);
    const body = await attack();
    await visit("evil.example", () =>
      [closed, open]
        .map(({ port }) => noCors(`http://rebound.example:${port}${FUNCTIONS}?${CREDENTIAL}`, body))
        .join(""),
    );
    expect([await functionsOf(closed), await functionsOf(open)]).toEqual([[], ["evil"]]);
  }, 60_000);

  test("a page of this machine is served", async () => {
    const cloud = await served();
    const body = await attack();
    await visit("localhost", () => noCors(`${cloud.endpoint}${FUNCTIONS}?${CREDENTIAL}`, body));
    expect(await functionsOf(cloud)).toEqual(["evil"]);
  }, 60_000);
});
