import { alterAnswers, alterRequests, withBody } from "./alterations.ts";
import type { PlantedBug } from "./planted-bug.ts";

const MULTIPART_ETAG = /([0-9a-f]{32})-\d+/g;

export const S3_BUGS: readonly PlantedBug[] = [
  {
    id: "range-one-short",
    title: "GetObject takes the last byte of a range as exclusive",
    shownBy: "findings: body, ContentLength and ContentRange of a GetObject with Range",
    plant: ({ s3 }) =>
      alterAnswers(s3, ["GetObject"], (response) => {
        const range = response.headers["content-range"];
        if (range === undefined) return response;
        const short = range.replace(/-(\d+)\//, (_, last: string) => `-${Number(last) - 1}/`);
        const answer = withBody(response, response.body.subarray(0, -1));
        return { ...answer, headers: { ...answer.headers, "content-range": short } };
      }),
  },
  {
    id: "multipart-etag-without-parts",
    title: "the ETag of a multipart upload does not tell its number of parts",
    shownBy: "findings: ETag of CompleteMultipartUpload, HeadObject or ListObjectsV2",
    plant: ({ s3 }) => {
      const operations = ["CompleteMultipartUpload", "HeadObject", "GetObject", "ListObjectsV2"];
      alterAnswers(s3, operations, (response) => {
        const { etag } = response.headers;
        const isXml = response.headers["content-type"] === "application/xml";
        const answer = isXml
          ? withBody(response, Buffer.from(response.body.toString("utf8").replaceAll(MULTIPART_ETAG, "$1")))
          : response;
        if (etag === undefined) return answer;
        return { ...answer, headers: { ...answer.headers, etag: etag.replaceAll(MULTIPART_ETAG, "$1") } };
      });
    },
  },
  {
    id: "keys-in-alphabetical-order",
    title: "ListObjectsV2 sorts keys without regard to case, not by their bytes",
    shownBy: "findings: order of Contents in a bucket that holds `B.txt` and `a.txt`",
    plant: ({ s3 }) =>
      alterAnswers(s3, ["ListObjectsV2"], (response) => {
        const xml = response.body.toString("utf8");
        const contents = xml.match(/<Contents>.*?<\/Contents>/gs) ?? [];
        const keyOf = (content: string) => /<Key>(.*?)<\/Key>/s.exec(content)?.[1]?.toLowerCase() ?? "";
        const sorted = contents.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
        const altered = xml.replaceAll(/<Contents>.*?<\/Contents>/gs, () => sorted.shift() ?? "");
        return withBody(response, Buffer.from(altered));
      }),
  },
  {
    id: "content-type-forgotten",
    title: "PutObject forgets the Content-Type, so that the default is stored",
    shownBy: "objects: contentType of every object that was put",
    plant: ({ s3 }) =>
      alterRequests(s3, ["PutObject"], (request) => {
        const { "content-type": _, ...headers } = request.headers;
        return { ...request, headers };
      }),
  },
];
