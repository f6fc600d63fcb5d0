import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer as createListener, type IncomingMessage, type ServerResponse } from "node:http";
import { parseArgs } from "node:util";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import { createPool } from "mysql2/promise";
import { isDefectId } from "../system/defects.ts";
import { REVISIONS, type RevisionName, System } from "../system/revisions.ts";
import { ConfigurationError } from "./configuration.ts";
import { type ProcessConfiguration, readConfigurationFile } from "./configuration-file.ts";
import { readDatabaseUri } from "./database-uri.ts";
import { createServer, type Server } from "./index.ts";
import { formatLogLine } from "./logging/json-line.ts";
import type { DatabasePool, LogRecord, ServerDependencies } from "./ports.ts";

/**
 * Runs the server alone: `node server/main.ts --config env.yaml [--revision incident|current|fixed] [--defect D6]…`. AWS
 * credentials, region and AWS_ENDPOINT_URL come from the environment, as for every SDK.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      config: { type: "string", default: "configs/env.yaml" },
      revision: { type: "string", default: "current" },
      defect: { type: "string", multiple: true, default: [] },
    },
  });
  const configuration = readConfigurationFile(readFileSync(values.config, "utf8"), process.env);
  const server = createServer(dependencies(configuration, systemOf(values.revision, values.defect)));
  server.boot();
  server.startWorkers((_name, activity) => void activity());
  createListener((request, response) => void answer(server, request, response)).listen(
    configuration.server.http.port,
    configuration.host,
  );
}

function systemOf(revision: string, defects: readonly string[]): System {
  if (!isRevision(revision)) {
    throw new ConfigurationError(`--revision is ${revision}; it must be one of ${Object.keys(REVISIONS).join(", ")}.`);
  }
  const unknown = defects.find((defect) => !isDefectId(defect));
  if (unknown !== undefined) throw new ConfigurationError(`--defect ${unknown} is no defect of the catalogue.`);
  return new System(revision).with({ added: defects.filter(isDefectId) });
}

function isRevision(name: string): name is RevisionName {
  return Object.hasOwn(REVISIONS, name);
}

function dependencies({ server, databaseUri }: ProcessConfiguration, system: System): ServerDependencies {
  const region = server.s3.region === "" ? {} : { region: server.s3.region };
  const s3 = new S3Client({ ...region });
  return {
    configuration: server,
    system,
    clock: {
      now: () => Date.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()),
    },
    ids: {
      uuid: () => randomUUID(),
      hex: (_purpose, digits) => randomBytes(digits / 2).toString("hex"),
    },
    log: writeLine,
    database: connect(databaseUri),
    aws: { s3Admin: s3, s3Reader: s3, sqs: new SQSClient({ ...region }), sfn: new SFNClient({ ...region }) },
    push: async () => {
      throw new Error("push messages are not sent by the replica");
    },
    compute: async (_label, _modelledMs, work) => work(),
  };
}

/** Affected rows count changed rows, times are UTC, as the Go driver is set up (contract/database.md, head). */
function connect(uri: string): DatabasePool {
  const pool = createPool({
    ...readDatabaseUri(uri),
    timezone: "Z",
    charset: "utf8mb4",
    flags: ["-FOUND_ROWS", "-IGNORE_SPACE"],
    supportBigNumbers: true,
  });
  return {
    getConnection: async () => {
      const connection = await pool.getConnection();
      await connection.query("SET time_zone = '+00:00'");
      return {
        execute: (sql, values) => connection.execute(sql, [...(values ?? [])]),
        query: (sql) => connection.query(sql),
        release: () => connection.release(),
      };
    },
  };
}

function writeLine(record: LogRecord): void {
  if (record.level === "DEBUG") return;
  const line = formatLogLine(record, Date.now());
  if (record.level === "INFO") console.log(line);
  else console.error(line);
}

async function answer(server: Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { status, headers, body } = await server.handle({
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks),
    remoteAddress: `${request.socket.remoteAddress}:${request.socket.remotePort}`,
  });
  response.writeHead(status, headers);
  response.end(body);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exitCode = 1;
});
