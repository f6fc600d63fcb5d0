import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { expect, scenario, serviceAnswer } from "#scenario";

const PART_BYTES = 5 * 1_048_576;

scenario(
  "S3: an object is put together from parts, or not",
  { world: { withoutSystem: true } },
  async ({ world, observe }) => {
    const { s3 } = await world.clients();
    const at = { Bucket: world.place.bucketName, Key: "large.bin" };
    const begin = async (): Promise<string> => {
      const { UploadId = "" } = await s3.send(new CreateMultipartUploadCommand({ ...at, ContentType: "text/x-large" }));
      return UploadId;
    };
    const upload = async (UploadId: string, PartNumber: number, Body: Buffer) => {
      const { ETag } = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
      return { ETag, PartNumber };
    };

    const UploadId = await begin();
    const parts = [
      await upload(UploadId, 1, Buffer.alloc(PART_BYTES, "a")),
      await upload(UploadId, 2, Buffer.from("and the rest")),
    ];
    const { Parts } = await s3.send(new ListPartsCommand({ ...at, UploadId }));
    observe(
      "parts",
      Parts?.map(({ PartNumber, Size, ETag }) => ({ PartNumber, Size, ETag })),
    );
    const { ETag } = await s3.send(
      new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts: parts } }),
    );
    observe("ETag of the whole", ETag);
    observe("head", await serviceAnswer(s3.send(new HeadObjectCommand(at))));
    const Range = `bytes=${PART_BYTES - 3}-${PART_BYTES + 2}`;
    const across = await s3.send(new GetObjectCommand({ ...at, Range }));
    expect(await across.Body?.transformToString()).toBe("aaaand");
    observe("content range across the parts", across.ContentRange);

    const abandoned = await begin();
    await upload(abandoned, 1, Buffer.from("never used"));
    observe("abort", await serviceAnswer(s3.send(new AbortMultipartUploadCommand({ ...at, UploadId: abandoned }))));
    const tooLate = { ...at, UploadId: abandoned, MultipartUpload: { Parts: [parts[0] ?? {}] } };
    observe("complete after the abort", await serviceAnswer(s3.send(new CompleteMultipartUploadCommand(tooLate))));

    const wrong = await begin();
    await upload(wrong, 1, Buffer.from("x"));
    const unknownPart = { ...at, UploadId: wrong, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '"0123"' }] } };
    observe(
      "complete with a wrong part",
      await serviceAnswer(s3.send(new CompleteMultipartUploadCommand(unknownPart))),
    );
  },
);
