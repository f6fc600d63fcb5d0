import { createHash } from "node:crypto";
import type { Dice } from "../dice.ts";
import type { FuzzRequest } from "../fuzz-request.ts";
import { hostileHeader, hostileText, hostileXml } from "../hostile.ts";
import { hostileForm, hostilePolicy, readSetting, settingDocument } from "./s3-settings.ts";

type Request = Omit<Extract<FuzzRequest, { kind: "http" }>, "kind" | "service">;

const BUCKETS = ["fuzz-a", "fuzz-b", "fuzz-c"];
const KEYS = ["a", "b/c", "d%20e", "%C3%A9", "x/./y", "deep/er//key"];
const UPLOADS = ["0".repeat(64), "1", ""];

/** Requests of S3. Names come from small sets, so that what is stored stays bounded. */
export function s3Request(dice: Dice): Request {
  const bucket = dice.chance(0.95) ? dice.one(BUCKETS) : encodeURIComponent(hostileText(dice).toWellFormed());
  const key = dice.chance(0.85) ? dice.one(KEYS) : encodeURIComponent(hostileText(dice).toWellFormed()).slice(0, 3000);
  const object = `/${bucket}/${key}`;
  const request = (method: string, path: string, body: Buffer = Buffer.alloc(0), headers = {}): Request => ({
    method,
    path,
    body,
    headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...headers },
  });
  const document = (path: string, root: string, inner: string, method = "POST"): Request => {
    const body = hostileXml(dice, root, inner);
    return request(method, path, body, { "content-md5": createHash("md5").update(body).digest("base64") });
  };
  return dice.one<() => Request>([
    () => request("PUT", `/${bucket}`),
    () =>
      document(`/${bucket}`, "CreateBucketConfiguration", "<LocationConstraint>us-east-1</LocationConstraint>", "PUT"),
    () => request("PUT", object, dice.bytes(dice.below(2000)), writeHeaders(dice)),
    () =>
      request(
        "PUT",
        `${object}?x-amz-meta-a=${encodeURIComponent(hostileText(dice).toWellFormed())}&X-Amz-Signature=0`,
      ),
    () => request("PUT", object, framed(dice), FRAMED),
    () =>
      request("PUT", object, Buffer.alloc(0), {
        "x-amz-copy-source": dice.chance(0.8) ? `${bucket}/${dice.one(KEYS)}` : hostileHeader(dice),
      }),
    () => request(dice.one(["GET", "HEAD"]), `${object}${overrides(dice)}`, undefined, readHeaders(dice)),
    () => request(dice.one(["GET", "HEAD"]), object),
    () =>
      request(
        "DELETE",
        `${object}${dice.chance(0.3) ? `?versionId=${encodeURIComponent(hostileText(dice).toWellFormed())}` : ""}`,
      ),
    () => request("GET", `/${bucket}?list-type=2${listing(dice)}`),
    () => request("GET", `/${bucket}?prefix=${listing(dice)}`),
    () => request("GET", "/"),
    () => request(dice.one(["HEAD", "DELETE"]), `/${bucket}`),
    () => request("GET", `/${bucket}?${dice.one(["location", "versioning"])}`),
    () =>
      document(
        `/${bucket}?versioning`,
        "VersioningConfiguration",
        `<Status>${dice.one(["Suspended", "Off"])}</Status>`,
        "PUT",
      ),
    () => document(`/${bucket}?delete`, "Delete", KEYS.map((name) => `<Object><Key>${name}</Key></Object>`).join("")),
    () =>
      request(
        "PUT",
        `${object}?partNumber=${dice.one(["1", "0", "-1", "1e3", "99999"])}&uploadId=${dice.one(UPLOADS)}`,
        dice.bytes(50),
      ),
    () => request("GET", `${object}?uploadId=${dice.one(UPLOADS)}`),
    () =>
      document(
        `${object}?uploadId=${dice.one(UPLOADS)}`,
        "CompleteMultipartUpload",
        "<Part><PartNumber>1</PartNumber><ETag>x</ETag></Part>",
      ),
    () => request("DELETE", `${object}?uploadId=${dice.one(UPLOADS)}`),
    () => {
      const [subresource, root, inner] = settingDocument(dice);
      return document(`${dice.one([`/${bucket}`, object])}?${subresource}`, root, inner, "PUT");
    },
    () =>
      request(dice.one(["GET", "DELETE"]), `${dice.one([`/${bucket}`, object])}?${readSetting(dice)}${listing(dice)}`),
    () => request("PUT", `/${bucket}?policy`, Buffer.from(hostilePolicy(dice, bucket))),
    () => request("POST", `/${bucket}`, hostileForm(dice), { "content-type": "multipart/form-data; boundary=f" }),
    () =>
      request("OPTIONS", object, undefined, {
        origin: "http://localhost:3000",
        "access-control-request-method": dice.one(["GET", "PUT", "WALK"]),
        "access-control-request-headers": hostileHeader(dice).slice(0, 200),
      }),
    () =>
      request("PUT", object, dice.bytes(20), {
        [dice.one(SETTING_HEADERS)]: dice.chance(0.5)
          ? dice.one(["aws:kms", "public-read", "a=b&c=d", "GLACIER", "AES256", "GOVERNANCE", "ON"])
          : hostileHeader(dice).slice(0, 500),
      }),
  ])();
}

const SETTING_HEADERS = [
  "x-amz-acl",
  "x-amz-grant-read",
  "x-amz-tagging",
  "x-amz-storage-class",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-customer-algorithm",
  "x-amz-server-side-encryption-customer-key",
  "x-amz-object-lock-mode",
  "x-amz-object-lock-legal-hold",
  "x-amz-website-redirect-location",
  "x-amz-expected-bucket-owner",
];

function writeHeaders(dice: Dice): Record<string, string> {
  const names = [
    "content-type",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "expires",
    "x-amz-meta-a",
    "x-amz-meta-__proto__",
  ];
  const chosen = names.filter(() => dice.chance(0.2)).map((name) => [name, hostileHeader(dice).slice(0, 1500)]);
  return {
    ...Object.fromEntries(chosen),
    ...(dice.chance(0.1) && { "x-amz-checksum-crc32": hostileHeader(dice).slice(0, 50) }),
  };
}

function readHeaders(dice: Dice): Record<string, string> {
  if (dice.chance(0.5)) return {};
  const range = dice.one([
    "bytes=0-0",
    "bytes=-1",
    "bytes=5-",
    "bytes=9-2",
    `bytes=${"9".repeat(30)}-`,
    "bytes=-0",
    "lines=1",
  ]);
  return {
    [dice.one(["range", "if-match", "if-none-match", "if-modified-since"])]: dice.chance(0.6)
      ? range
      : hostileHeader(dice).slice(0, 500),
  };
}

function overrides(dice: Dice): string {
  if (dice.chance(0.4)) return "";
  const name = dice.one(["content-disposition", "content-type", "cache-control", "expires", "content-language"]);
  return `?response-${name}=${encodeURIComponent(hostileText(dice).toWellFormed())}`;
}

function listing(dice: Dice): string {
  const names = ["delimiter", "max-keys", "continuation-token", "start-after", "encoding-type", "marker"];
  const chosen = names.filter(() => dice.chance(0.15));
  return chosen.map((name) => `&${name}=${encodeURIComponent(hostileText(dice).toWellFormed())}`).join("");
}

const FRAMED = {
  "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "x-amz-decoded-content-length": "5",
  "x-amz-trailer": "x-amz-checksum-crc32",
};

function framed(dice: Dice): Buffer {
  const frames = [
    "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
    "5\r\nhel",
    "ffffffff\r\nx",
    "-5\r\nhello\r\n",
    "0\r\n:\r\n",
    "5\r\nhello\r\n0\r\n",
  ];
  return Buffer.from(dice.one(frames));
}
