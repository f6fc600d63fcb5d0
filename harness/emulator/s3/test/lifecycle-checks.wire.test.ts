import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { BUCKET, openWire } from "./wire.ts";

const rule = (inner: string, filter = "<Filter><Prefix>a/</Prefix></Filter>") =>
  `<Rule><ID>id</ID>${filter}<Status>Enabled</Status>${inner}</Rule>`;
const EXPIRATION = "<Expiration><Days>1</Days></Expiration>";
const filtered = (filter: string) => rule(EXPIRATION, `<Filter>${filter}</Filter>`);
const transition = (inner: string) => `<Transition>${inner}</Transition>`;
const tag = (key: string, value: string) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
const noncurrent = (inner: string) => rule(`<NoncurrentVersionExpiration>${inner}</NoncurrentVersionExpiration>`);

function putLifecycle(rules: string, headers: Record<string, string> = {}) {
  const body = `<LifecycleConfiguration>${rules}</LifecycleConfiguration>`;
  const md5 = createHash("md5").update(body).digest("base64");
  return openWire().send("PUT", `/${BUCKET}?lifecycle`, { "content-md5": md5, ...headers }, body);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html and the pages of its members. */
test.each([
  ["an end of incomplete uploads on no day", rule("<AbortIncompleteMultipartUpload/>"), "MalformedXML"],
  [
    "an end of incomplete uploads on day 0",
    rule(
      "<AbortIncompleteMultipartUpload><DaysAfterInitiation>0</DaysAfterInitiation></AbortIncompleteMultipartUpload>",
    ),
    "InvalidArgument",
  ],
  ["a transition at no time", rule(transition("<StorageClass>GLACIER</StorageClass>")), "MalformedXML"],
  [
    "a transition by days and by date",
    rule(transition("<Days>1</Days><Date>2027-01-01T00:00:00Z</Date><StorageClass>GLACIER</StorageClass>")),
    "MalformedXML",
  ],
  [
    "a transition before the object",
    rule(transition("<Days>-1</Days><StorageClass>GLACIER</StorageClass>")),
    "InvalidArgument",
  ],
  [
    "two transitions into one class",
    rule([1, 2].map((days) => transition(`<Days>${days}</Days><StorageClass>GLACIER</StorageClass>`)).join("")),
    "InvalidRequest",
  ],
  ["And of one criterion", filtered("<And><Prefix>a</Prefix></And>"), "MalformedXML"],
  ["two criteria without And", filtered(`<Prefix>a</Prefix>${tag("a", "b")}`), "MalformedXML"],
  ["two tags of one key", filtered(`<And>${tag("a", "b")}${tag("a", "c")}</And>`), "InvalidRequest"],
  ["sizes above less than nothing", filtered("<ObjectSizeGreaterThan>-1</ObjectSizeGreaterThan>"), "InvalidRequest"],
  [
    "no size at all",
    filtered("<And><ObjectSizeGreaterThan>9</ObjectSizeGreaterThan><ObjectSizeLessThan>9</ObjectSizeLessThan></And>"),
    "InvalidRequest",
  ],
  [
    "newest versions for no number of days",
    noncurrent("<NewerNoncurrentVersions>1</NewerNoncurrentVersions>"),
    "MalformedXML",
  ],
  [
    "no newest versions",
    noncurrent("<NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>0</NewerNoncurrentVersions>"),
    "InvalidArgument",
  ],
  [
    "more than 100 newest versions",
    noncurrent("<NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>101</NewerNoncurrentVersions>"),
    "InvalidArgument",
  ],
])("a rule with %s is refused", async (_, rules, code) => {
  const answer = await putLifecycle(rules);
  expect([answer.status, answer.code]).toEqual([400, code]);
});

test("rules that say the same within the bounds are taken", async () => {
  const rules = [
    filtered(`<And><Prefix>a</Prefix>${tag("a", "b")}</And>`),
    filtered("<ObjectSizeGreaterThan>0</ObjectSizeGreaterThan>"),
    rule(transition("<Days>0</Days><StorageClass>GLACIER</StorageClass>")),
    noncurrent("<NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>100</NewerNoncurrentVersions>"),
  ];
  for (const one of rules) expect((await putLifecycle(one)).status).toBe(200);
  const name = "x-amz-transition-default-minimum-object-size";
  expect((await putLifecycle(filtered(""), { [name]: "varies_by_storage_class" })).headers[name]).toBe(
    "varies_by_storage_class",
  );
  expect((await putLifecycle(filtered(""), { [name]: "small" })).code).toBe("InvalidRequest");
});
