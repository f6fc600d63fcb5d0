import { BUCKET } from "../../../system/infrastructure.ts";
import { createClients } from "../../cloud/backends/clients.ts";
import { inProcessRequestHandler } from "../../cloud/backends/request-handler.ts";
import { TEST_CREDENTIAL } from "../../world/credentials.ts";
import type { World } from "../../world/world.ts";

export type DirectPut = (key: string, body: Buffer) => Promise<unknown>;

/** A PUT that bypasses the presigned URL; the SDK is imported before virtual time begins. */
export async function preparePut(world: World): Promise<DirectPut> {
  const { accessKeyId, secretAccessKey } = TEST_CREDENTIAL;
  const [{ PutObjectCommand }, client] = await Promise.all([
    import("@aws-sdk/client-s3"),
    createClients({
      endpoint: "http://127.0.0.1:4566",
      region: "us-east-1",
      credentials: { accessKeyId, secretAccessKey },
      requestHandler: inProcessRequestHandler((request) => world.sendToCloud("photographer", request)),
    }).s3(),
  ]);
  return (Key, Body) => client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, ContentType: "image/jpeg" }));
}
