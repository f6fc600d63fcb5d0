import type { HttpResponse } from "../../network/http.ts";
import type { Photo } from "../../scenario/photos/photo.ts";
import type { World } from "../../world/world.ts";
import type { RecordedStep } from "./recorded-step.ts";

type RecordedRequest = NonNullable<RecordedStep["request"]>;
type RecordedPut = NonNullable<RecordedStep["puts"]>[number];
type RecordedGet = NonNullable<RecordedStep["gets"]>[number];

/** One of our photos in place of a recorded one. */
export interface PhotoPair {
  readonly recorded: { readonly bytes: number; readonly sha256: string };
  readonly ours: Photo;
}

/** Sends what the recording's client sent, with our tokens and photos in it. */
export class Client {
  readonly #world: World;
  readonly #photos: readonly PhotoPair[];
  readonly #tokens = new Map<string, string>();
  #uploads: readonly { uploadUrl: string; headers: Record<string, string> }[] = [];
  #downloads: readonly { url: string; resolution: string; assetType: string }[] = [];

  constructor(world: World, photos: readonly PhotoPair[]) {
    this.#world = world;
    this.#photos = photos;
  }

  async request(recorded: RecordedRequest): Promise<NonNullable<RecordedStep["response"]>> {
    const headers: Record<string, string> = { host: this.#world.serverUrl.host, "user-agent": "golden-client" };
    let person = "photographer";
    for (const [name, value] of Object.entries(recorded.headers)) {
      const who = /^Bearer <(\w+) access token>$/.exec(value)?.[1];
      if (who !== undefined) person = who;
      headers[name.toLowerCase()] = who === undefined ? value : `Bearer ${this.#tokens.get(who) ?? "none"}`;
    }
    const body = Buffer.from(this.#withOurPhotos(recorded.body ?? ""));
    const { method, path } = recorded;
    const response = await this.#world.sendToServer(person, { method, path, headers, body });
    const text = response.body.toString("utf8");
    this.#keepAnswer(text, /device-token-(\w+)/.exec(recorded.body ?? "")?.[1]);
    return { status: response.status, headers: { ...response.headers }, body: text };
  }

  /** PUTs our photo to each presigned URL, with the headers that the server's answer names. */
  async put(recorded: readonly RecordedPut[], options: { except?: number } = {}): Promise<RecordedPut[]> {
    const puts: RecordedPut[] = [];
    for (const [index] of recorded.entries()) {
      const photo = this.#photos[index]?.ours;
      const upload = this.#uploads[index];
      if (!photo || !upload || index === options.except) continue;
      const response = await this.#send("PUT", upload.uploadUrl, upload.headers, photo.bytes);
      const { status, headers } = response;
      const { sha256 } = photo;
      const bytes = photo.bytes.length;
      puts.push({ url: upload.uploadUrl, headers: upload.headers, bytes, sha256, status, etag: headers.etag ?? "" });
    }
    return puts;
  }

  /** GETs every URL of the last download answer. */
  async get(): Promise<RecordedGet[]> {
    const gets: RecordedGet[] = [];
    for (const { url, resolution, assetType } of this.#downloads) {
      const { status, headers, body } = await this.#send("GET", url, {}, Buffer.alloc(0));
      const contentType = headers["content-type"] ?? "";
      const isImage = status === 200 && contentType.startsWith("image/");
      const image = isImage ? await this.#world.real(`look at ${resolution}`, () => describeImage(body)) : undefined;
      gets.push({ resolution, assetType, status, contentType, bytes: body.length, ...(image && { image }) });
    }
    return gets;
  }

  #send(method: string, url: string, named: Record<string, string>, body: Buffer): Promise<HttpResponse> {
    const { host, pathname, search } = new URL(url);
    const headers: Record<string, string> = { host };
    if (method === "PUT") headers["content-length"] = String(body.length);
    for (const [name, value] of Object.entries(named)) headers[name.toLowerCase()] = value;
    return this.#world.sendToCloud("photographer", { method, path: `${pathname}${search}`, headers, body });
  }

  #withOurPhotos(body: string): string {
    return this.#photos.reduce(
      (text, { recorded, ours }) =>
        text
          .replace(`"checksum":"${recorded.sha256}"`, `"checksum":"${ours.sha256}"`)
          .replace(`"bytes":${recorded.bytes},`, `"bytes":${ours.bytes.length},`),
      body,
    );
  }

  #keepAnswer(answer: string, signedIn: string | undefined): void {
    const json = (/^[{]/.test(answer) ? JSON.parse(answer) : {}) as {
      tokens?: { accessToken: string };
      files?: { uploadUrl: string; headers: Record<string, string> }[];
      urls?: { url: string; resolution: string; assetType: string }[];
    };
    if (json.tokens && signedIn !== undefined) this.#tokens.set(signedIn, json.tokens.accessToken);
    if (json.files) this.#uploads = json.files;
    if (json.urls) this.#downloads = json.urls;
  }
}

/** As the recording describes an image: `200x150 JPEG exif=False`. */
async function describeImage(body: Buffer): Promise<string> {
  const { default: sharp } = await import("sharp");
  const { width, height, format, exif } = await sharp(body).metadata();
  return `${width}x${height} ${format?.toUpperCase()} exif=${exif ? "True" : "False"}`;
}
