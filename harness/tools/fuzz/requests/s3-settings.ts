import type { Dice } from "../dice.ts";
import { hostileText } from "../hostile.ts";

/** Subresources with a document: its root, and what a good one holds. */
const DOCUMENTS: readonly (readonly [subresource: string, root: string, inner: string])[] = [
  ["tagging", "Tagging", "<TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet>"],
  ["acl", "AccessControlPolicy", "<Owner><ID>a</ID></Owner><AccessControlList></AccessControlList>"],
  [
    "cors",
    "CORSConfiguration",
    "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule>",
  ],
  [
    "encryption",
    "ServerSideEncryptionConfiguration",
    "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>",
  ],
  [
    "lifecycle",
    "LifecycleConfiguration",
    "<Rule><ID>r</ID><Filter><Prefix>a</Prefix></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
  ],
  ["notification", "NotificationConfiguration", "<EventBridgeConfiguration/>"],
  ["object-lock", "ObjectLockConfiguration", "<ObjectLockEnabled>Enabled</ObjectLockEnabled>"],
  ["ownershipControls", "OwnershipControls", "<Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"],
  ["publicAccessBlock", "PublicAccessBlockConfiguration", "<BlockPublicAcls>true</BlockPublicAcls>"],
  ["requestPayment", "RequestPaymentConfiguration", "<Payer>Requester</Payer>"],
  ["accelerate", "AccelerateConfiguration", "<Status>Enabled</Status>"],
  ["retention", "Retention", "<Mode>GOVERNANCE</Mode><RetainUntilDate>2099-01-01T00:00:00Z</RetainUntilDate>"],
  ["legal-hold", "LegalHold", "<Status>ON</Status>"],
];

const READ = [...DOCUMENTS.map(([subresource]) => subresource), "policy", "policyStatus", "versions", "uploads"];

export const settingDocument = (dice: Dice) => dice.one(DOCUMENTS);
export const readSetting = (dice: Dice) => dice.one([...READ, "logging", "website", "replication", "attributes"]);

/** A policy that is good, nearly good, or none. */
export function hostilePolicy(dice: Dice, bucket: string): string {
  const statement = {
    Effect: dice.one(["Allow", "Deny", "Perhaps"]),
    Principal: dice.one<unknown>(["*", { AWS: "*" }, { AWS: ["210987654321"] }, 7, undefined]),
    Action: dice.one<unknown>(["s3:GetObject", "s3:*", "walk", ["s3:Put*"], undefined]),
    Resource: `arn:aws:s3:::${dice.one([bucket, "other"])}/${dice.one(["*", hostileText(dice)])}`,
    Condition: dice.one<unknown>([
      undefined,
      { StringLike: { "s3:prefix": hostileText(dice) } },
      { "ForAllValues:NumericLessThanIfExists": { "s3:max-keys": "10" } },
      { IpAddress: { "aws:SourceIp": dice.one(["127.0.0.1/8", "nowhere", "1.2.3.4/999"]) } },
      [],
    ]),
  };
  return dice.chance(0.9) ? JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) : hostileText(dice);
}

/** A browser's form, whole or torn. */
export function hostileForm(dice: Dice): Buffer {
  const policy = Buffer.from(
    dice.chance(0.5) ? '{"expiration":"2099-01-01T00:00:00Z","conditions":[]}' : hostileText(dice),
  );
  const fields: Record<string, string> = {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the form's own variable
    key: dice.one(["form", "${filename}", hostileText(dice)]),
    ...(dice.chance(0.5) && { policy: policy.toString("base64"), AWSAccessKeyId: "test", signature: "x" }),
    ...(dice.chance(0.3) && { tagging: hostileText(dice) }),
    ...(dice.chance(0.3) && { success_action_redirect: hostileText(dice) }),
  };
  const parts = Object.entries(fields).map(
    ([name, value]) => `--f\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = `--f\r\nContent-Disposition: form-data; name="file"; filename="${hostileText(dice).replaceAll("\n", "")}"\r\n\r\nx\r\n--f--\r\n`;
  const whole = Buffer.from(parts.join("") + file);
  return dice.chance(0.8) ? whole : whole.subarray(0, dice.below(whole.length));
}
