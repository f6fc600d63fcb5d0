import {
  BUCKET,
  FINALIZATION_MACHINE,
  PROCESSING_MACHINE,
  QUEUE,
  stateMachineArn,
} from "../../../system/infrastructure.ts";
import type { System } from "../../../system/revisions.ts";
import { IDENTITIES, PASSWORD } from "../../scenario/people.ts";
import { shellQuoted } from "../../support/shell-quoted.ts";
import type { DevDatabase } from "./dev-database.ts";

/** What the lines lead to. */
export interface PasteTargets {
  readonly system: System;
  readonly serverUrl: string;
  readonly cloudUrl: string;
  readonly accountId: string;
  readonly region: string;
  readonly database: Pick<DevDatabase, "host" | "port" | "user" | "password" | "name">;
  /** Where the sample photos lie. */
  readonly samples: string;
  readonly clock: "real" | "virtual";
}

/** Lines for a POSIX shell, under a heading. */
export interface PasteSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** All that a person may paste; each section needs those before it. */
export function pasteSections(targets: PasteTargets): readonly PasteSection[] {
  const { photographer, owner } = IDENTITIES;
  const signIn = (nationalID: string) =>
    shellQuoted(JSON.stringify({ nationalID, password: PASSWORD, deviceToken: "by-hand" }));
  const listing = shellQuoted(JSON.stringify({ listingIdentityId: 28 }));
  const zip = shellQuoted(
    JSON.stringify({ listingIdentityId: 28, requests: [{ assetType: "ZIP", sequence: 1, resolution: "zip" }] }),
  );
  const looks = (condition: string) =>
    `for i in $(seq 60); do get '/listings/media?listingIdentityId=28' | json "${condition}" | grep -q true && break; sleep 1; done`;
  return [
    {
      title: "Words for the server. JSON is read with the Node that runs this",
      lines: [
        `S=${targets.serverUrl}/api/v2 W=${shellQuoted(targets.samples)} DEVICE=${photographer.deviceId} TOKEN=`,
        `json() { ${shellQuoted(process.execPath)} -pe "const it = JSON.parse(require('fs').readFileSync(0, 'utf8')); $1"; }`,
        `get() { curl -sS -w '\\n' "$S$1" -H "Authorization: Bearer $TOKEN" -H "X-Device-Id: $DEVICE"; }`,
        `post() { curl -sS -w '\\n' "$S$1" -H "Authorization: Bearer $TOKEN" -H "X-Device-Id: $DEVICE" -H 'Content-Type: application/json' -d "$2"; }`,
      ],
    },
    {
      title: "The photographer signs in, asks for upload URLs and sends the photos there",
      lines: [
        `TOKEN=$(post /auth/signin ${signIn(photographer.nationalId)} | json it.tokens.accessToken)`,
        `post /listings/media/uploads "@$W/request.json" > "$W/uploads.json"`,
        "for i in 0 1 2 3; do",
        `  json "Object.entries(it.files[$i].headers).map((each) => each.join(': ')).join('\\n')" < "$W/uploads.json" > "$W/headers"`,
        `  curl -sS -X PUT --data-binary "@$W/$i.jpg" -H "@$W/headers" "$(json "it.files[$i].uploadUrl" < "$W/uploads.json")"`,
        "done",
      ],
    },
    {
      title: "Has them processed, waits for the web sizes, completes, waits for the ZIP",
      lines: [
        `post /listings/media/uploads/process ${listing}`,
        looks("it.data.length > 0 && it.data.every((each) => each.status === 'PROCESSED')"),
        `post /listings/media/uploads/complete ${listing}`,
        looks("Boolean(it.zipBundle)"),
        `get '/listings/media?listingIdentityId=28' | json 'it.data.map((each) => each.status + " " + each.s3KeyProcessed).join("\\n")'`,
      ],
    },
    targets.system.revision === "incident"
      ? {
          title: "Asks for the ZIP, which never came to be that night",
          lines: [`post /listings/media/download ${zip}`],
        }
      : {
          title: "Downloads the ZIP",
          lines: [
            `curl -sS -o "$W/listing-28.zip" "$(post /listings/media/download ${zip} | json 'it.urls[0].url')"`,
            `ls -l "$W/listing-28.zip"`,
          ],
        },
    ...(targets.system.features.ownerApproval
      ? [
          {
            title: "The owner signs in and approves",
            lines: [
              `DEVICE=${owner.deviceId} TOKEN=`,
              `TOKEN=$(post /auth/signin ${signIn(owner.nationalId)} | json it.tokens.accessToken)`,
              `post /listings/media/approve ${shellQuoted(JSON.stringify({ listingIdentityId: 28, approve: true }))}`,
            ],
          },
        ]
      : []),
    ...(targets.clock === "virtual" ? [clockSection(targets)] : []),
    cloudSection(targets),
    databaseSection(targets),
  ];
}

function clockSection({ cloudUrl }: PasteTargets): PasteSection {
  return {
    title: "Time goes on by 15 minutes (here the same as typing +15m)",
    lines: [
      `curl -sS -X POST ${cloudUrl}/_harness/clock -d '{"advanceMs":900000}'`,
      `curl -sS ${cloudUrl}/_harness/clock`,
    ],
  };
}

function cloudSection(targets: PasteTargets): PasteSection {
  const { cloudUrl, accountId, region, system } = targets;
  const machines = system.has("D2") ? [PROCESSING_MACHINE] : [PROCESSING_MACHINE, FINALIZATION_MACHINE];
  const aws = `aws --endpoint-url ${cloudUrl}`;
  return {
    title: "AWS CLI",
    lines: [
      `export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=${region}`,
      // Not AWS_ENDPOINT_URL: version 1 of the CLI overlooks it for SQS (seen with 1.45.11) and would call AWS itself.
      `${aws} s3 ls --recursive s3://${BUCKET}`,
      `${aws} sqs get-queue-attributes --queue-url ${cloudUrl}/${accountId}/${QUEUE} --attribute-names All`,
      ...machines.map(
        (name) =>
          `${aws} stepfunctions list-executions --state-machine-arn ${stateMachineArn({ accountId, region }, name)}`,
      ),
      `${aws} lambda list-functions --query 'Functions[].FunctionName'`,
    ],
  };
}

function databaseSection({ database }: PasteTargets): PasteSection {
  const { host, port, user, name } = database;
  // Asked for, not shown.
  const password = database.password === "" ? "" : " -p";
  const sql = "SELECT id, status, provider, last_error FROM media_processing_jobs";
  return {
    title: "SQL: mysql, mariadb or any other client",
    lines: [`mysql --protocol=TCP -h ${host} -P ${port} -u ${shellQuoted(user)}${password} ${name} -e '${sql}'`],
  };
}

const MARGIN = "    ";

/** The sections as text: headings, and the lines behind a margin. */
export function pasteText(sections: readonly PasteSection[]): string {
  return sections
    .map(({ title, lines }) => [`${title}:`, "", ...lines.map((line) => MARGIN + line), ""].join("\n"))
    .join("\n");
}
