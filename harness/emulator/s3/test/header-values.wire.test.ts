import { validateHeaderName, validateHeaderValue } from "node:http";
import { beforeEach, describe, expect, test } from "vitest";
import { BUCKET, openWire, type Wire, type WireAnswer } from "./wire.ts";

/** A presigned request needs no payload hash, and carries `x-amz-*` headers in its query. */
const PRESIGNED = "X-Amz-Signature=0&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD";
const UNSIGNED = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };

let wire: Wire;
beforeEach(async () => {
  wire = openWire();
  await wire.send("PUT", `/${BUCKET}/doc`, {}, "x");
});

function expectSendable({ headers }: WireAnswer): void {
  for (const [name, value] of Object.entries(headers)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
}

const OVERRIDES = [
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
];

describe.each(OVERRIDES)("%s", (parameter) => {
  test.each([
    'attachment; filename="Jose\u0301.pdf"',
    "sala – 日本",
    "a\r\nset-cookie: b",
    "a\nb",
    "a\rb",
    "\0",
    "\x7f",
  ])("cannot be %j", async (value) => {
    for (const method of ["GET", "HEAD"]) {
      const answer = await wire.send(method, `/${BUCKET}/doc?${parameter}=${encodeURIComponent(value)}`);
      expectSendable(answer);
      expect(answer.status).toBe(400);
      if (method === "HEAD") continue;
      expect([answer.code, answer.message]).toEqual([
        "InvalidArgument",
        "Header value cannot be represented using ISO-8859-1.",
      ]);
      expect(answer.text).toContain(`<ArgumentName>${parameter}</ArgumentName>`);
    }
  });

  test("may be Latin-1, and comes back as it is", async () => {
    const value = 'attachment; filename="José.pdf"\tÿ';
    const answer = await wire.send("GET", `/${BUCKET}/doc?${parameter}=${encodeURIComponent(value)}`);
    expectSendable(answer);
    expect([answer.status, answer.headers[parameter.slice("response-".length)]]).toEqual([200, value]);
  });
});

describe("a version id that can be none", () => {
  test.each(["日", "a\r\nb", "é", "\x00"])("%j", async (id) => {
    for (const method of ["GET", "HEAD", "DELETE"]) {
      const answer = await wire.send(method, `/${BUCKET}/doc?versionId=${encodeURIComponent(id)}`);
      expectSendable(answer);
      expect(answer.status).toBe(400);
      if (method === "HEAD") continue;
      expect([answer.code, answer.message]).toEqual(["InvalidArgument", "Invalid version id specified"]);
    }
    const copy = { "x-amz-copy-source": `/${BUCKET}/doc?versionId=${id}` };
    expect((await wire.send("PUT", `/${BUCKET}/copy`, copy)).message).toBe("Invalid version id specified");
  });
});

describe("user metadata", () => {
  async function stored(metadata: Readonly<Record<string, string>>): Promise<WireAnswer> {
    const query = Object.entries(metadata).map(([name, value]) => `x-amz-meta-${name}=${encodeURIComponent(value)}`);
    const put = await wire.send("PUT", `/${BUCKET}/m?${PRESIGNED}&${query.join("&")}`, UNSIGNED, "x");
    expect(put.status).toBe(200);
    const answer = await wire.send("HEAD", `/${BUCKET}/m`);
    expectSendable(answer);
    return answer;
  }

  // As jakarta.mail's MimeUtility.encodeText does; README.md says how it is known that S3 does the same.
  test.each([
    ["mostly ASCII is Q", "sala – 日本", "=?UTF-8?Q?sala_=E2=80=93_=E6=97=A5=E6=9C=AC?="],
    ["mostly not is B", "日本", "=?UTF-8?B?5pel5pys?="],
    ["half and half is B", "a日", "=?UTF-8?B?YeaXpQ==?="],
    ["specials of Q", "a=b_c?d ü", "=?UTF-8?Q?a=3Db=5Fc=3Fd_=C3=BC?="],
    ["ASCII stays", 'a=b_c?d !"~', 'a=b_c?d !"~'],
    ["beyond the basic plane", "😀", "=?UTF-8?B?8J+YgA==?="],
    [
      "long ones are halved until each word fits",
      `${"a".repeat(99)}ü`,
      `=?UTF-8?Q?${"a".repeat(50)}?= =?UTF-8?Q?${"a".repeat(49)}=C3=BC?=`,
    ],
  ])("%s", async (_, value, expected) => {
    expect((await stored({ a: value })).headers["x-amz-meta-a"]).toBe(expected);
  });

  test("of a header is read as Latin-1, byte by byte: AWS's own example", async () => {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
    const bytes = Buffer.from("ÄMÄZÕÑ S3").toString("latin1");
    await wire.send("PUT", `/${BUCKET}/m`, { "x-amz-meta-nonascii": bytes, "x-amz-meta-ascii": "AMAZONS3" }, "x");
    expect((await wire.send("HEAD", `/${BUCKET}/m`)).headers).toMatchObject({
      "x-amz-meta-nonascii": "=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=",
      "x-amz-meta-ascii": "AMAZONS3",
    });
  });

  test.each([
    ["=?UTF-8?B?5pel5pys?=", "=?UTF-8?B?5pel5pys?="],
    ["=?utf-8?q?sala_=E2=80=93?= =?UTF-8?B?IOaXpQ==?=", "=?UTF-8?Q?sala_=E2=80=93_=E6=97=A5?="],
    ["=?UTF-8?Q?plain?=", "plain"],
    ["=?UTF-8?X?odd?=", "=?UTF-8?X?odd?="],
    ["=?latin9?Q?odd?=", "=?latin9?Q?odd?="],
    ["=?UTF-8?Q?a=0D=0Ab?=", undefined],
  ])("an encoded word is decoded before it is stored: %j", async (value, expected) => {
    await wire.send("PUT", `/${BUCKET}/m`, { "x-amz-meta-a": value }, "x");
    const answer = await wire.send("HEAD", `/${BUCKET}/m`);
    expectSendable(answer);
    expect(answer.headers["x-amz-meta-a"]).toBe(expected);
  });

  test("that cannot be printed is left out and counted", async () => {
    const answer = await stored({ a: "x\r\ny", b: "\0", c: "fine", 日: "name", "sp ace": "name" });
    expect(answer.headers).toMatchObject({ "x-amz-missing-meta": "4", "x-amz-meta-c": "fine" });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("x-amz-meta-"))).toEqual(["x-amz-meta-c"]);
  });

  test("named __proto__ is metadata like any other", async () => {
    expect((await stored({ __proto: "a", ["__proto__"]: "b" })).headers["x-amz-meta-__proto__"]).toBe("b");
  });
});
