import { secretKey, uniqueId } from "../gateway/account-ids.ts";
import type { IssuedCredentials } from "../gateway/issued-credentials.ts";
import type { XmlElement } from "../gateway/xml-elements.ts";
import type { RoomDependencies } from "../room.ts";

/** Whom temporary credentials stand for, and until when. */
interface Session {
  readonly role: string;
  readonly accountId: string;
  readonly arn: string | undefined;
  readonly userId: string | undefined;
  readonly seconds: number;
}

/** Gives out temporary credentials; the elements of `Credentials`. */
export function issueSession(
  { clock, random }: RoomDependencies,
  issued: IssuedCredentials,
  { seconds, ...whom }: Session,
): XmlElement {
  const stream = random.stream("sts/credentials");
  const expiresAtMs = clock.now() + seconds * 1000;
  const credential = {
    ...whom,
    accessKeyId: uniqueId("ASIA", 16, stream),
    secretAccessKey: secretKey(stream),
    sessionToken: stream.bytes(120).toString("base64"),
    expiresAtMs,
  };
  issued.issue(credential);
  return {
    AccessKeyId: credential.accessKeyId,
    SecretAccessKey: credential.secretAccessKey,
    SessionToken: credential.sessionToken,
    Expiration: new Date(expiresAtMs).toISOString(),
  };
}
