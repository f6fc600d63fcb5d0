import { GetObjectCommand, HeadObjectCommand, NoSuchKey, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import type { Infrastructure } from "../../../../system/infrastructure.ts";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
import type { Clients } from "../clients.ts";
import type { Cloud, CloudExecution, CloudObject } from "../cloud.ts";
import type { Namespace } from "./namespace.ts";
import { ObservedExecutions } from "./observed-executions.ts";
import { queuedMessages } from "./queued-messages.ts";

/** One world's namespace in a LocalStack, read through the services' own APIs. Names are the scenario's. */
export class LocalStackCloud implements Cloud {
  readonly backend = "localstack";
  readonly send: (source: string, request: HttpRequest) => Promise<HttpResponse>;
  readonly #clients: Clients;
  readonly #endpoint: URL;
  readonly #namespace: Namespace;
  readonly #canonical: { readonly bucketName: string };
  readonly observedExecutions: ObservedExecutions;
  /** By name, once they are there. */
  #queueUrls: ReadonlyMap<string, string> = new Map();
  /** Queues that an event-source mapping polls: while they hold messages, work goes on. */
  #workedOn: readonly string[] = [];

  constructor(parts: {
    clients: Clients;
    endpoint: URL;
    namespace: Namespace;
    canonical: { readonly bucketName: string };
    send: (source: string, request: HttpRequest) => Promise<HttpResponse>;
  }) {
    this.send = parts.send;
    this.#clients = parts.clients;
    this.#endpoint = parts.endpoint;
    this.#namespace = parts.namespace;
    this.#canonical = parts.canonical;
    this.observedExecutions = new ObservedExecutions(parts.clients, parts.namespace);
  }

  /** Says what has been made, so that it can be read. */
  provisioned(queueUrls: ReadonlyMap<string, string>, { eventSourceMappings }: Infrastructure): void {
    this.#queueUrls = queueUrls;
    this.#workedOn = eventSourceMappings.map(({ queue }) => queue);
  }

  async objects(bucket: string): Promise<readonly CloudObject[]> {
    const s3 = await this.#clients.s3();
    const Bucket = this.#bucket(bucket);
    const objects: CloudObject[] = [];
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket })) {
      for (const { Key = "", Size = 0, ETag = "" } of page.Contents ?? []) {
        const { ContentType = "" } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
        objects.push({ key: Key, size: Size, etag: ETag.replaceAll('"', ""), contentType: ContentType });
      }
    }
    return objects;
  }

  async object(bucket: string, key: string): Promise<Buffer | undefined> {
    const s3 = await this.#clients.s3();
    try {
      const answer = await s3.send(new GetObjectCommand({ Bucket: this.#bucket(bucket), Key: key }));
      return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  executions(): Promise<readonly CloudExecution[]> {
    return this.observedExecutions.all();
  }

  /** Descriptions of the work that still goes on by itself. */
  async goingOn(): Promise<readonly string[]> {
    // The queue first: a message is deleted only after its execution has started.
    const waiting: string[] = [];
    for (const queue of this.#workedOn) {
      const { length } = await this.messages(queue);
      if (length > 0) waiting.push(`${length} messages in ${queue}`);
    }
    const running = await this.observedExecutions.running();
    return [...waiting, ...running.map((name) => `execution ${name}`)];
  }

  async messages(queue: string): Promise<readonly string[]> {
    const url = this.#queueUrls.get(queue);
    if (url === undefined) return [];
    const bodies = await queuedMessages(this.#endpoint, url);
    return bodies.map((body) => this.#namespace.canonicalText(body));
  }

  #bucket(name: string): string {
    return name === this.#canonical.bucketName ? this.#namespace.bucketName : name;
  }
}
