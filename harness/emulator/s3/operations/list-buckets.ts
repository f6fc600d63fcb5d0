import { invalidArgument } from "../errors.ts";
import { MAXIMUM_LISTED_BUCKETS } from "../limits.ts";
import type { S3Operation } from "../operation.ts";
import { describeOwner } from "../owners.ts";
import { xmlResponse } from "../responses.ts";

const REGION = "bucket-region";
const TOKEN = "continuation-token";

/** The caller's buckets (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html). */
export const listBuckets: S3Operation = {
  action: "ListAllMyBuckets",
  parameters: ["max-buckets", TOKEN, "prefix", REGION],

  perform({ request, store, caller }) {
    const { query } = request;
    const prefix = query.get("prefix");
    const region = query.get(REGION);
    const after = readToken(query.get(TOKEN));
    const maximum = readMaximum(query.get("max-buckets"));
    const all = store
      .buckets()
      .filter(({ name, owner }) => owner.id === caller.id && name > after && name.startsWith(prefix ?? ""))
      .filter((bucket) => region === undefined || bucket.region === region);
    const page = all.slice(0, maximum);
    const isPaged = query.has("max-buckets") || query.has(REGION);
    return xmlResponse("ListAllMyBucketsResult", {
      Owner: describeOwner(caller),
      Buckets: {
        Bucket: page.map((bucket) => ({
          Name: bucket.name,
          CreationDate: new Date(bucket.createdAtMs).toISOString(),
          BucketRegion: isPaged ? bucket.region : undefined,
        })),
      },
      Prefix: prefix,
      ContinuationToken:
        all.length > page.length ? Buffer.from(page.at(-1)?.name ?? "").toString("base64url") : undefined,
    });
  },
};

/** The name behind which a page begins. */
function readToken(token: string | undefined): string {
  if (token === undefined) return "";
  const name = Buffer.from(token, "base64url").toString();
  if (name !== "" && Buffer.from(name).toString("base64url") === token) return name;
  throw invalidArgument("The continuation token provided is incorrect", TOKEN, token);
}

function readMaximum(text: string | undefined): number {
  if (text === undefined) return MAXIMUM_LISTED_BUCKETS;
  const maximum = Number(text);
  if (/^\d{1,5}$/.test(text) && maximum > 0 && maximum <= MAXIMUM_LISTED_BUCKETS) return maximum;
  throw invalidArgument(
    `Argument max-buckets must be an integer between 1 and ${MAXIMUM_LISTED_BUCKETS}`,
    "max-buckets",
    text,
  );
}
