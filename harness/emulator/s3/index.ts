import type { BodyShelf } from "../../network/body-shelf.ts";
import { MemoryContent } from "../../network/content.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { ANONYMOUS } from "../gateway/authenticate.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { Denial, IdentifiedOperation, Room, RoomCall, RoomDependencies } from "../room.ts";
import type { Bucket } from "./bucket.ts";
import { refusalOfRegion, refusalOfSignedRegion, signedRegionOf } from "./bucket-region.ts";
import type { Notice } from "./bucket-settings.ts";
import { needsXxhash } from "./checksums/needs-xxhash.ts";
import { loadXxhash } from "./checksums/xxhash.ts";
import { chunkSignatures } from "./chunk-signatures.ts";
import { readCopySource } from "./copy-source.ts";
import { type AnyOperationName, detectOperation } from "./detect.ts";
import { denialError, errorResponse, hostId } from "./error-response.ts";
import { methodNotAllowed, notImplemented } from "./errors.ts";
import { LOADED_ACTIONS } from "./further-operations.ts";
import { ObjectStore, type StoreChanges } from "./object-store.ts";
import type { S3Call, S3Operation } from "./operation.ts";
import { OPERATIONS } from "./operations/index.ts";
import { ANONYMOUS_OWNER, type KnownOwner, type Owner, Owners } from "./owners.ts";
import { receivePayload } from "./payload.ts";
import { readS3Request, type S3Request } from "./request.ts";
import { chargeHeader } from "./requester-pays.ts";
import { screenRequest } from "./screening.ts";

/** One object as tests and assertions see it. */
export interface ObjectSummary {
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly contentType: string;
}

/** The S3 room: the wire through `Room`, and a direct way in for fixtures and assertions. */
export interface S3 extends Room {
  /** Creates a bucket without a request. `versioned` as PutBucketVersioning would. */
  createBucket(name: string, options?: { versioned?: boolean }): void;
  /** Current objects in S3's order; empty for a bucket that does not exist. */
  objects(bucket: string): ObjectSummary[];
  /** Bytes of the current object. */
  read(bucket: string, key: string): Buffer | undefined;
  /** What it holds, for who keeps it across restarts. */
  readonly store: ObjectStore;
  /** Whether a bucket's CORS rules let a page of this origin send such a request. */
  letsIn(http: Omit<HttpRequest, "body">, origin: string): boolean;
}

export interface S3Options {
  /** Where large bodies lie; without one all are in memory. */
  readonly shelf?: BodyShelf | undefined;
  /** Users of several accounts, who are known by name. */
  readonly owners?: readonly KnownOwner[] | undefined;
  /** Whether new buckets take access lists, as they did before April 2023; without it they do as today's. */
  readonly aclsByDefault?: boolean | undefined;
  /** Whether buckets are in AWS's regions, and requests for another are refused; without it there is one region. */
  readonly hasAllRegions?: boolean | undefined;
  /** Sends what a bucket's notifications ask for. */
  readonly deliver?: ((notice: Notice) => void) | undefined;
  /** Whether a queue or a function exists that a bucket is to tell; without it every one does. */
  readonly targetExists?: S3Call["targetExists"] | undefined;
  /** Who signs the policies of forms. */
  readonly credentialOf?: S3Call["credentialOf"] | undefined;
}

export function createS3({ clock, random, accountId, region }: RoomDependencies, options: S3Options = {}): S3 {
  const { shelf, aclsByDefault = false, hasAllRegions = false } = options;
  const store = new ObjectStore(random);
  const owners = new Owners(accountId, options.owners ?? []);
  const ownKeyId = random.stream("s3/kms").uuid();
  const ownKey = (of: Bucket | undefined) => `arn:aws:kms:${of?.region ?? region}:${accountId}:key/${ownKeyId}`;

  function identify(http: HttpRequest): IdentifiedOperation | HttpResponse {
    return answering(http.method, undefined, () => {
      const request = readS3Request(http);
      const detected = detectOperation(request);
      if (!detected) throw methodNotAllowed(request.method, resourceTypeOf(request));
      if (!detected.emulated) throw notImplemented(detected.name);
      return identified(detected.name, request);
    });
  }

  /** The region is looked at before the signature, which is made with it. */
  function wrongRegionOf({ reason }: Denial, http: HttpRequest): AwsError | undefined {
    if (reason !== "SignatureDoesNotMatch") return undefined;
    const request = answering(http.method, undefined, () => readS3Request({ ...http, body: Buffer.alloc(0) }));
    const bucket = "status" in request ? undefined : store.findBucket(request.bucket);
    return refusalOfSignedRegion(http, bucket, region);
  }

  async function operationOf(name: string): Promise<S3Operation> {
    if (Object.hasOwn(OPERATIONS, name)) return OPERATIONS[name as keyof typeof OPERATIONS];
    const { LOADED_OPERATIONS } = await clock.run("load S3", 0, () => import("./operations/loaded.ts"));
    return LOADED_OPERATIONS[name as keyof typeof LOADED_OPERATIONS];
  }

  /** The refusal of who is not simply the owner; the rules are loaded when somebody else comes. */
  async function refusals(call: RoomCall, request: S3Request, caller: Owner): Promise<Refusals> {
    const { http, operation, principal, receivedAt: nowMs } = call;
    if (!needsDecision(request, principal.role === ANONYMOUS, caller)) return NOBODY_REFUSES;
    const access = await clock.run("load S3's access rules", 0, () => import("./access/decide.ts"));
    const asked = { http, request, operation, principal, caller, accountId, store, aclsByDefault, nowMs };
    return {
      ofRequest: () => access.refusalOf(asked),
      ofDelete: (key, versionId) => access.refusalOf(deleteOf(asked, key, versionId)),
    };
  }

  function needsDecision(request: S3Request, isAnonymous: boolean, caller: Owner): boolean {
    const isForeign = (name: string, key: string, versionId: string | undefined): boolean => {
      const bucket = store.findBucket(name);
      if (!bucket) return false;
      if (bucket.owner.id !== caller.id || bucket.settings.policy !== undefined) return true;
      const object = key === "" ? undefined : versionId ? bucket.version(key, versionId) : bucket.current(key);
      return object !== undefined && object.owner.id !== caller.id;
    };
    const source = readCopySource(request.headers);
    return (
      isAnonymous ||
      isForeign(request.bucket, request.key, request.query.get("versionId")) ||
      (source !== undefined && isForeign(source.bucket, source.key, source.versionId))
    );
  }

  async function handle(call: RoomCall): Promise<HttpResponse> {
    const { http, requestId } = call;
    const notices: Notice[] = [];
    let bucket: Bucket | undefined;
    const response = await answering(http.method, requestId, async () => {
      const request = readS3Request(http);
      bucket = store.findBucket(request.bucket);
      return perform(call, request, notices);
    });
    for (const notice of notices) options.deliver?.(notice);
    const charge =
      bucket && response.status < 300
        ? chargeHeader(bucket, call.operation.name, http.headers, owners.ofPrincipal(call.principal))
        : {};
    const headers = { "x-amz-id-2": hostId(requestId), server: "AmazonS3", ...charge, ...response.headers };
    return {
      ...response,
      headers: {
        ...headers,
        ...(hasAllRegions && regionHeader(bucket, call.operation.name, response)),
        ...corsHeaders(bucket, http),
      },
    };
  }

  async function perform(call: RoomCall, request: S3Request, notices: Notice[]): Promise<HttpResponse> {
    const { http, principal, receivedAt: nowMs, callerRegion } = call;
    const redirection = hasAllRegions && refusalOfRegion(call, store.findBucket(request.bucket), region);
    if (redirection) throw redirection;
    const caller = principal.role === ANONYMOUS ? ANONYMOUS_OWNER : owners.ofPrincipal(principal);
    const core = OPERATIONS[call.operation.name as keyof typeof OPERATIONS] as S3Operation | undefined;
    const operation = core ?? (await operationOf(call.operation.name));
    screenRequest(request, operation, store.findBucket(request.bucket)?.owner ?? owners.own, owners);
    const refused = await refusals(call, request, caller);
    const refusal = operation.withoutPermission === true ? undefined : refused.ofRequest();
    if (refusal) throw refusal;
    const bucket = store.findBucket(request.bucket);
    if (bucket?.settings.lifecycle) {
      const during = {
        principal,
        nowMs,
        region: bucket.region,
        accountId,
        requestId: call.requestId,
        isLifecycle: true,
      };
      const ended = bucket.settings.lifecycle.sweep(nowMs);
      notices.push(...ended.flatMap((event) => bucket.settings.notifications?.notices(event, during) ?? []));
    }
    if (needsXxhash(request, store)) await clock.run("load xxHash", 0, loadXxhash);
    const payload = receivePayload(request, shelf, () =>
      chunkSignatures(http, (accessKeyId) => options.credentialOf?.(accessKeyId)?.secretAccessKey),
    );
    try {
      const asked: S3Call = {
        request,
        payload,
        store,
        nowMs,
        region: bucket?.region ?? region,
        signedRegion: () => signedRegionOf(http) ?? callerRegion ?? region,
        principal,
        caller,
        owners,
        aclsByDefault,
        ownKey: ownKey(bucket),
        events: [],
        refusalOfDelete: refused.ofDelete,
        notices,
        accountId,
        http,
        requestId: call.requestId,
        newId: () => random.stream("s3/configuration-id").hex(32),
        place: (bytes) => shelf?.place(bytes) ?? new MemoryContent(bytes),
        credentialOf: (accessKeyId) => options.credentialOf?.(accessKeyId),
        targetExists: async (target) => (await options.targetExists?.(target)) ?? true,
      };
      if (operation.before) await operation.before(asked);
      const response = operation.perform(asked);
      if (store.changes) tellOfSettings(store, store.changes, request, call.operation.name);
      const { notifications } = store.findBucket(request.bucket)?.settings ?? {};
      if (notifications) notices.push(...asked.events.flatMap((event) => notifications.notices(event, asked)));
      return response;
    } finally {
      payload.body.release();
    }
  }

  return {
    service: "s3",
    store,
    identify,
    handle,
    deny: (denial, http, requestId) =>
      errorResponse(
        wrongRegionOf(denial, http) ?? denialError(denial, http.headers.authorization === undefined),
        http.method,
        requestId,
      ),
    createBucket: (name, { versioned } = {}) => {
      const versioning = versioned ? "Enabled" : undefined;
      store.createBucket({ name, nowMs: clock.now(), versioning, owner: owners.own, region });
    },
    objects: (bucket) =>
      (store.findBucket(bucket)?.list() ?? []).map(({ key, body, etag, contentType }) => ({
        key,
        size: body.length,
        etag,
        contentType,
      })),
    read: (bucket, key) => store.findBucket(bucket)?.current(key)?.body.bytes(),
    letsIn(http, origin) {
      const request = answering(http.method, undefined, () => readS3Request({ ...http, body: Buffer.alloc(0) }));
      const cors = "status" in request ? undefined : store.findBucket(request.bucket)?.settings.cors;
      const method = http.headers["access-control-request-method"] ?? http.method;
      return cors?.answer(origin, method, []) !== undefined;
    },
  };
}

/** Who says no to a request, and to the delete of one of the objects that it names. */
interface Refusals {
  ofRequest(): AwsError | undefined;
  ofDelete: S3Call["refusalOfDelete"];
}

const NOBODY_REFUSES: Refusals = { ofRequest: () => undefined, ofDelete: () => undefined };

/** One of the deletes that DeleteObjects is made of. */
function deleteOf<T extends { readonly request: S3Request }>(asked: T, key: string, versionId: string | undefined) {
  const query = new Map(versionId === undefined ? [] : [["versionId", versionId]]);
  const request = { ...asked.request, key, query, method: "DELETE" };
  return { ...asked, request, operation: identified("DeleteObject", request) };
}

/** Operations that change a version that is there. */
const CHANGES_A_VERSION: ReadonlySet<string> = new Set([
  "PutObjectAcl",
  "PutObjectTagging",
  "DeleteObjectTagging",
  "PutObjectRetention",
  "PutObjectLegalHold",
  "RestoreObject",
]);

/** What a request may have changed of a bucket or a version beside its bytes. */
function tellOfSettings(store: ObjectStore, changes: StoreChanges, request: S3Request, operation: string): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const bucket = store.findBucket(request.bucket);
  if (!bucket) return;
  if (request.key === "") changes.bucket(bucket);
  if (!CHANGES_A_VERSION.has(operation)) return;
  const versionId = request.query.get("versionId");
  const version = versionId ? bucket.version(request.key, versionId) : bucket.latest(request.key);
  if (version) changes.version(bucket, version);
}

/**
 * Who is sent elsewhere, or has signed for elsewhere, learns where the bucket is; of HEAD he learns nothing else. HeadBucket tells everybody:
 * SDKs ask it without a signature (GetBucketRegion of aws-sdk-go-v2).
 */
function regionHeader(bucket: Bucket | undefined, name: string, { status }: HttpResponse): Record<string, string> {
  const isTold = status === 301 || status === 400 || name === "HeadBucket";
  return bucket && isTold ? { "x-amz-bucket-region": bucket.region } : {};
}

/** What lets a page read the answer, where the bucket's rules name its origin. */
function corsHeaders(bucket: Bucket | undefined, { headers, method }: HttpRequest): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || method === "OPTIONS") return {};
  return bucket?.settings.cors?.answer(origin, method, []) ?? {};
}

/** The one place where a refusal of ours becomes an answer. */
function answering<T>(
  method: string,
  requestId: string | undefined,
  activity: () => Promise<T>,
): Promise<T | HttpResponse>;
function answering<T>(method: string, requestId: string | undefined, activity: () => T): T | HttpResponse;
function answering<T>(method: string, requestId: string | undefined, activity: () => T | Promise<T>) {
  const refuse = (error: unknown): HttpResponse => {
    if (error instanceof AwsError) return errorResponse(error, method, requestId);
    throw error;
  };
  try {
    const result = activity();
    return result instanceof Promise ? result.catch(refuse) : result;
  } catch (error) {
    return refuse(error);
  }
}

function identified(name: AnyOperationName, request: S3Request): IdentifiedOperation {
  const source = readCopySource(request.headers);
  return {
    name,
    action: `s3:${actionOf(name, request)}`,
    resource: resourceOf(name, request),
    label: request.key || request.bucket || "/",
    admitsAnonymous: true,
    ...(source && {
      alsoRequires: [{ action: "s3:GetObject", resource: `arn:aws:s3:::${source.bucket}/${source.key}` }],
    }),
  };
}

function resourceTypeOf({ key, query }: S3Request): string {
  if (key === "") return "BUCKET";
  return query.has("uploadId") ? "UPLOAD" : "OBJECT";
}

function actionOf(name: AnyOperationName, { query }: S3Request): string {
  const isVersion = query.has("versionId");
  if (Object.hasOwn(OPERATIONS, name)) {
    const { action, versionAction } = OPERATIONS[name as keyof typeof OPERATIONS];
    return isVersion ? (versionAction ?? action) : action;
  }
  const action = LOADED_ACTIONS[name as keyof typeof LOADED_ACTIONS];
  return isVersion ? action.replace(/^(Get|Put|Delete)Object(?!Retention|LegalHold)/, "$1ObjectVersion") : action;
}

function resourceOf(name: AnyOperationName, { bucket, key }: S3Request): string {
  if (bucket === "") return "arn:aws:s3:::*";
  // Which keys DeleteObjects names is in its body; the permission is asked for all of the bucket.
  const path = name === "DeleteObjects" || name === "PostObject" ? "*" : key;
  return `arn:aws:s3:::${bucket}${path === "" ? "" : `/${path}`}`;
}
