import type { HttpResponse } from "../network/http.ts";
import { requireKnown } from "../support/story-mistake.ts";
import { type Actions, asActions } from "../world/story-side/actions.ts";
import type { World } from "../world/world.ts";
import type { MediaFile } from "./photos/photo.ts";

/** Credentials of a person of the story; the server's seeds hold the same people. */
interface Identity {
  readonly name: string;
  readonly userId: number;
  readonly nationalId: string;
  readonly deviceId: string;
}

/** Everybody's. */
export const PASSWORD = "Test-Passw0rd!";
export const IDENTITIES = {
  photographer: {
    name: "photographer",
    userId: 5,
    nationalId: "52998224725",
    deviceId: "31e9637f-1d38-5a31-802e-5036a18ebdf2",
  },
  owner: { name: "owner", userId: 7, nationalId: "11144477735", deviceId: "8d9165a9-73d9-5967-8a43-88abcf37165a" },
  realtor: { name: "realtor", userId: 9, nationalId: "39053344705", deviceId: "0b0f3a52-6a3e-5c0e-9c55-2b0d9a4f1e09" },
  /** Has no role, so signing in is refused. */
  nobody: { name: "nobody", userId: 11, nationalId: "15350946056", deviceId: "5c7c7f0e-2a55-5f2a-8d11-6f0f5f1a2b11" },
  /** An owner of other listings. */
  stranger: {
    name: "stranger",
    userId: 13,
    nationalId: "98765432100",
    deviceId: "c2a7be1c-7f39-5b7d-9a1d-0f5a1d3c4e13",
  },
} as const satisfies Record<string, Identity>;

/** An answer of the server, its JSON parsed when it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: unknown;
}

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Headers of one request beside or in place of the usual ones; `undefined` leaves one out. */
export type HeaderChanges = Readonly<Record<string, string | undefined>>;

/** A user of the app: signs in once, then every request carries the access token. */
export class Person {
  readonly identity: Identity;
  /** The device that further requests come from. */
  deviceId: string;
  protected readonly world: World;
  #tokens: Tokens | undefined;

  constructor(world: World, identity: Identity) {
    this.world = world;
    this.identity = identity;
    this.deviceId = identity.deviceId;
  }

  async signIn(password = PASSWORD): Promise<Answer> {
    const answer = await this.request("POST", "/api/v2/auth/signin", {
      nationalID: this.identity.nationalId,
      password,
      deviceToken: `device-token-${this.identity.name}`,
    });
    this.#keep(answer);
    return answer;
  }

  /** What the story has begun in this person's world. */
  get actions(): Actions {
    return this.world.actions;
  }

  get refreshToken(): string {
    if (!this.#tokens) throw new Error(`${this.identity.name} has not signed in`);
    return this.#tokens.refreshToken;
  }

  get accessToken(): string {
    if (!this.#tokens) throw new Error(`${this.identity.name} has not signed in`);
    return this.#tokens.accessToken;
  }

  /** Exchanges a refresh token, by default the present one, for new tokens. */
  async refresh(refreshToken = this.refreshToken): Promise<Answer> {
    const answer = await this.request("POST", "/api/v2/auth/refresh", { refreshToken });
    this.#keep(answer);
    return answer;
  }

  /** Sends what the app sends, or the given body. The tokens are kept, so that a story can try them again. */
  signOut(
    body: { deviceToken?: string; refreshToken?: string } = { deviceToken: `device-token-${this.identity.name}` },
  ): Promise<Answer> {
    return this.request("POST", "/api/v2/user/signout", body);
  }

  /** Unchanged by a refused request. */
  #keep(answer: Answer): void {
    const { tokens } = answer.json as { tokens?: Tokens };
    this.#tokens = tokens ?? this.#tokens;
  }

  /**
   * Sends one request to the server. Signs in first when that has not happened. A body that is a Buffer is sent as it
   * is, anything else as JSON.
   */
  async request(method: string, path: string, body?: unknown, changes: HeaderChanges = {}): Promise<Answer> {
    if (this.#tokens === undefined && !path.startsWith("/api/v2/auth/")) await this.signIn();
    const usual: HeaderChanges = {
      host: this.world.serverUrl.host,
      "user-agent": "listing-app",
      ...(this.deviceId === "" ? {} : { "x-device-id": this.deviceId }),
      ...(this.#tokens !== undefined && { authorization: `Bearer ${this.#tokens.accessToken}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...usual, ...changes }))
      if (value !== undefined) headers[name] = value;
    const request = { method, path, headers, body: bytesOf(body) };
    return readAnswer(await this.world.sendToServer(this.identity.name, request));
  }

  listMedia(listingIdentityId: number): Promise<Answer> {
    return this.request("GET", `/api/v2/listings/media?listingIdentityId=${listingIdentityId}`);
  }

  downloadUrls(
    listingIdentityId: number,
    requests: readonly { assetType: string; sequence: number; resolution: string }[],
  ): Promise<Answer> {
    return this.request("POST", "/api/v2/listings/media/download", { listingIdentityId, requests });
  }

  /** Follows a presigned GET URL. */
  async fetch(url: string): Promise<HttpResponse> {
    const { host, pathname, search } = new URL(url);
    return this.world.sendToCloud(this.identity.name, {
      method: "GET",
      path: `${pathname}${search}`,
      headers: { host },
      body: Buffer.alloc(0),
    });
  }

  /** Follows a presigned PUT URL. */
  async put(url: string, given: Readonly<Record<string, string>>, body: Buffer): Promise<HttpResponse> {
    const { host, pathname, search } = new URL(url);
    const headers: Record<string, string> = { host, "content-length": String(body.length) };
    for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = value;
    return this.world.sendToCloud(this.identity.name, { method: "PUT", path: `${pathname}${search}`, headers, body });
  }
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
}

/** Somebody else whom the seeds know. */
export function personOf(world: World, name: "realtor" | "nobody" | "stranger"): Person {
  requireKnown("personOf", "person", name, Object.keys(IDENTITIES));
  return new Person(world, IDENTITIES[name]);
}

/** One file that a photographer hands in: a photo, or a video in its place. */
export interface Upload<File extends MediaFile = MediaFile> {
  readonly assetType: string;
  readonly sequence: number;
  readonly photo: File;
}

/** The body that asks for upload URLs. */
export function uploadsRequest(listingIdentityId: number, uploads: readonly Upload[]) {
  return {
    listingIdentityId,
    files: uploads.map(({ assetType, sequence, photo }) => ({
      assetType,
      orientation: assetType.endsWith("VERTICAL") ? "PORTRAIT" : "LANDSCAPE",
      filename: photo.name,
      contentType: photo.contentType,
      bytes: photo.bytes.length,
      checksum: photo.sha256,
      title: `${assetType} ${sequence}`,
      sequence,
    })),
  };
}

interface UploadsAnswer {
  readonly files: readonly { uploadUrl: string; method: string; headers: Record<string, string>; objectKey: string }[];
}

export class Photographer extends Person {
  constructor(world: World) {
    super(world, IDENTITIES.photographer);
  }

  requestUploads(listingIdentityId: number, uploads: readonly Upload[]): Promise<Answer> {
    return this.request("POST", "/api/v2/listings/media/uploads", uploadsRequest(listingIdentityId, uploads));
  }

  /**
   * Asks for upload URLs and PUTs the files, one after the other, as the answer says. `except` names files that never
   * arrive.
   */
  async upload(
    listingIdentityId: number,
    uploads: readonly Upload[],
    options: { except?: readonly string[] } = {},
  ): Promise<HttpResponse[]> {
    const answer = await this.requestUploads(listingIdentityId, uploads);
    const { files } = answer.json as UploadsAnswer;
    const responses: HttpResponse[] = [];
    for (const [index, file] of files.entries()) {
      const photo = uploads[index]?.photo;
      if (!photo || options.except?.includes(photo.name)) continue;
      responses.push(await this.put(file.uploadUrl, file.headers, photo.bytes));
    }
    return responses;
  }

  process(listingIdentityId: number): Promise<Answer> {
    return this.request("POST", "/api/v2/listings/media/uploads/process", { listingIdentityId });
  }

  complete(listingIdentityId: number): Promise<Answer> {
    return this.request("POST", "/api/v2/listings/media/uploads/complete", { listingIdentityId });
  }
}

export class Owner extends Person {
  constructor(world: World) {
    super(world, IDENTITIES.owner);
  }

  approve(listingIdentityId: number, approve = true): Promise<Answer> {
    return this.request("POST", "/api/v2/listings/media/approve", { listingIdentityId, approve });
  }

  reject(listingIdentityId: number): Promise<Answer> {
    return this.approve(listingIdentityId, false);
  }
}

/** A response with its body parsed. */
export function readAnswer(response: HttpResponse): Answer {
  const text = response.body.toString("utf8");
  const isJson = response.headers["content-type"]?.includes("json") === true && text !== "";
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

asActions(
  Person.prototype,
  ["signIn", "refresh", "signOut", "request", "listMedia", "downloadUrls", "fetch", "put"],
  actionOf,
);
asActions(Photographer.prototype, ["requestUploads", "upload", "process", "complete"], actionOf);
asActions(Owner.prototype, ["approve", "reject"], actionOf);

function actionOf({ actions, identity }: Person, name: string) {
  return { actions, name: `${identity.name}.${name}(…)` };
}
