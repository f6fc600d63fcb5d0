import type { Happening } from "../events/event.ts";
import type { PolicyQuestion } from "../gateway/policies/policy-statements.ts";
import type { XmlElement } from "../gateway/xml-elements.ts";
import type { Principal } from "../room.ts";
import type { Acl } from "./acl.ts";
import type { KmsDefaults } from "./encryption.ts";
import type { ObjectLock } from "./object-lock.ts";
import type { StoredObject } from "./stored-object.ts";
import type { Tags } from "./tags.ts";

export type Ownership = "BucketOwnerEnforced" | "BucketOwnerPreferred" | "ObjectWriter";

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface BucketPolicy {
  readonly text: string;
  readonly isPublic: boolean;
  decide(question: PolicyQuestion): "allow" | "deny" | undefined;
}

export interface Cors {
  readonly rules: readonly XmlElement[];
  /** Headers of an answer to this origin, or `undefined` when no rule lets it in. */
  answer(origin: string, method: string, requestHeaders: readonly string[]): Record<string, string> | undefined;
}

export interface Lifecycle {
  readonly content: XmlElement;
  readonly minimumSize: string;
  /** `x-amz-expiration` of an object, where a rule will end it. */
  expirationOf(object: StoredObject): string | undefined;
  /** Removes what has ended by now, and tells it. */
  sweep(nowMs: number): readonly ObjectEvent[];
}

/** Something that has happened to an object, for those who want to be told. */
export interface ObjectEvent {
  /** `ObjectCreated:Put` */
  readonly name: string;
  readonly key: string;
  readonly size?: number | undefined;
  readonly etag?: string | undefined;
  readonly versionId?: string | undefined;
}

/** A message that has to be sent because of an event, to one target or to EventBridge in the bucket's region. */
export type Notice =
  | { readonly target: Target["kind"]; readonly arn: string; readonly message: object }
  | { readonly target: "events"; readonly region: string; readonly happening: Happening };

/** The request that an event happens in, or by which it is found that a lifecycle rule has ended something. */
export interface During {
  /** Nobody but S3 itself has done it. */
  readonly isLifecycle?: boolean;
  readonly principal: Principal;
  readonly nowMs: number;
  readonly region: string;
  readonly accountId: string;
  readonly requestId: string;
}

/** Whom a bucket tells of which events. */
export interface Target {
  readonly kind: "sqs" | "sns" | "lambda";
  readonly id: string;
  readonly arn: string;
  readonly events: readonly string[];
  readonly rules: readonly { readonly Name: string; readonly Value: string }[];
}

export interface Notifications {
  readonly content: XmlElement;
  readonly targets: readonly Target[];
  /** What targets get of an event, and EventBridge where it is told. */
  notices(event: ObjectEvent, during: During): readonly Notice[];
}

/** What has been set of a bucket. What is absent is as S3 has it by default. */
export interface BucketSettings {
  acl?: Acl | undefined;
  ownership?: Ownership | undefined;
  publicAccessBlock?: PublicAccessBlock | "deleted" | undefined;
  policy?: BucketPolicy | undefined;
  tags?: Tags | undefined;
  cors?: Cors | undefined;
  encryption?: KmsDefaults | undefined;
  lifecycle?: Lifecycle | undefined;
  notifications?: Notifications | undefined;
  objectLock?: ObjectLock | undefined;
  requestPayer?: "BucketOwner" | "Requester" | undefined;
  acceleration?: "Enabled" | "Suspended" | undefined;
  /** Told again; nothing follows from them. */
  logging?: XmlElement | undefined;
  website?: XmlElement | undefined;
  ownershipDeleted?: boolean | undefined;
  /** Documents that are told again as they were sent, by `ELEMENT/ID`. */
  kept?: Map<string, string> | undefined;
}
