import { expect, test } from "vitest";
import { GrowingBody } from "../../network/body-shelf.ts";
import { MemoryContent } from "../../network/content.ts";
import { decodeAwsChunked } from "./aws-chunked.ts";
import { chunkSignatures } from "./chunk-signatures.ts";

/**
 * The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html; the trailer's
 * signature as AWS's own SDKs have it in their tests.
 */
const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const SIGNED = {
  seed: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
  chunks: [
    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
  ],
  trailer: "",
};
const WITH_TRAILER = {
  seed: "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
  chunks: [
    "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
    "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
    "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
  ],
  trailer:
    "x-amz-checksum-crc32c:sOO8/Q==\n\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n",
};

function decode({ seed, chunks, trailer }: typeof SIGNED, change = (framed: string) => framed, secret = SECRET) {
  const bodies = ["a".repeat(65_536), "a".repeat(1024), ""];
  const frames = bodies.map((body, index) => {
    const head = `${body.length.toString(16)};chunk-signature=${chunks[index]}\r\n`;
    return body === "" ? head : `${head}${body}\r\n`;
  });
  const http = {
    method: "PUT",
    path: "/examplebucket/chunkObject.txt",
    headers: {
      "x-amz-date": "20130524T000000Z",
      authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=${seed}`,
    },
    body: Buffer.alloc(0),
  };
  const signatures = chunkSignatures(http, () => secret);
  const framed = Buffer.from(change(`${frames.join("")}${trailer}\r\n`));
  return decodeAwsChunked(new MemoryContent(framed), new GrowingBody(undefined), signatures);
}

test("the documented examples of signed chunks, without and with trailers", () => {
  expect(decode(SIGNED).body.length).toBe(66_560);
  const { body, trailers } = decode(WITH_TRAILER);
  expect([body.length, [...trailers]]).toEqual([66_560, [["x-amz-checksum-crc32c", "sOO8/Q=="]]]);
});

test.each([
  ["another byte in a chunk", SIGNED, (framed: string) => framed.replace("aaa\r\n", "aab\r\n")],
  ["no signature", SIGNED, (framed: string) => framed.replace(/;chunk-signature=\w+/, "")],
  [
    "an end that is not signed",
    SIGNED,
    (framed: string) => framed.replace("\r\n0;chunk-signature=b", "\r\n0;chunk-signature=c"),
  ],
  ["another trailer", WITH_TRAILER, (framed: string) => framed.replace("sOO8", "sOO9")],
  [
    "no signature of the trailer",
    WITH_TRAILER,
    (framed: string) => framed.replace(/x-amz-trailer-signature.*\r\n/, ""),
  ],
])("%s is SignatureDoesNotMatch", (_what, example, change) => {
  expect(() => decode(example, change)).toThrow(
    expect.objectContaining({ code: "SignatureDoesNotMatch", status: 403 }),
  );
});

test("another secret is SignatureDoesNotMatch", () => {
  expect(() => decode(SIGNED, undefined, "other")).toThrow(expect.objectContaining({ code: "SignatureDoesNotMatch" }));
});
