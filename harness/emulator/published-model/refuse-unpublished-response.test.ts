import { expect, test } from "vitest";
import { httpResponse } from "../../network/http.ts";
import { readPublishedModel } from "./published-model.ts";
import { refuseUnpublishedResponse } from "./refuse-unpublished-answer.ts";

const MODELS = { iam: readPublishedModel("iam"), lambda: readPublishedModel("lambda"), s3: readPublishedModel("s3") };
type Service = keyof typeof MODELS;
type Answer = [service: Service, operation: string, status: number, headers: Record<string, string>, body: string];

const LISTED = (inner: string) => `<ListBucketResult><Name>a</Name>${inner}</ListBucketResult>`;
const DELETED = (inner: string) =>
  `<DeleteResult><Deleted><Key>a</Key></Deleted><Error><Key>b</Key>${inner}</Error></DeleteResult>`;
const ROLES = (inner: string) =>
  `<ListRolesResponse><ListRolesResult>${inner}</ListRolesResult><ResponseMetadata/></ListRolesResponse>`;
const IAM_ERROR = (code: string) => `<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`;

const PUBLISHED: Answer[] = [
  ["s3", "ListObjectsV2", 200, {}, LISTED("<KeyCount>1</KeyCount><Contents><Key>k</Key><Size>1</Size></Contents>")],
  ["s3", "DeleteObjects", 200, {}, DELETED("<Code>AccessDenied</Code>")],
  ["s3", "GetObject", 206, { "x-amz-meta-colour": "red", "content-length": "1" }, "x"],
  ["s3", "DeleteBucket", 404, {}, "<Error><Code>NoSuchBucket</Code><Message>No.</Message></Error>"],
  ["s3", "HeadObject", 404, {}, ""],
  ["iam", "ListRoles", 200, {}, ROLES("<Roles/><IsTruncated>false</IsTruncated>")],
  ["iam", "GetRole", 404, {}, IAM_ERROR("NoSuchEntity")],
  ["lambda", "Invoke", 202, {}, ""],
  [
    "lambda",
    "GetFunction",
    404,
    { "x-amzn-errortype": "ResourceNotFoundException" },
    '{"Type":"User","Message":"No."}',
  ],
];

test.each(PUBLISHED)("%s %s may answer %i %j %s", (service, operation, status, headers, body) => {
  expect(() => {
    refuseUnpublishedResponse(MODELS[service], operation, httpResponse(status, headers, body));
  }).not.toThrow();
});

const UNPUBLISHED: [...Answer, sentence: string][] = [
  ["s3", "ListObjectsV2", 200, {}, LISTED("<KeyCount>one</KeyCount>"), ".KeyCount is no number"],
  ["s3", "ListObjectsV2", 200, {}, LISTED("<Key>k</Key>"), ".Key is not in the model"],
  ["s3", "ListObjectsV2", 200, {}, LISTED("<Contents><Colour/></Contents>"), ".Contents[0].Colour is not in the model"],
  ["s3", "ListObjectsV2", 200, {}, LISTED("<Name>b</Name>"), ".Name is no string"],
  ["s3", "DeleteObjects", 200, {}, DELETED("<Reason>b</Reason>"), ".Errors[0].Reason is not in the model"],
  ["s3", "GetObject", 200, { "x-amz-colour": "red" }, "", "the header x-amz-colour is not in the model"],
  ["s3", "GetObject", 200, { "last-modified": "today" }, "", "the header last-modified is no number of seconds"],
  ["s3", "PutObject", 201, {}, "", "the status is 201, not 200"],
  ["s3", "PutObject", 200, {}, "<a/>", "there is a body"],
  ["s3", "DeleteBucket", 400, {}, "<Error><Code>NoSuchBucket</Code><Message>No.</Message></Error>", "not 404"],
  ["s3", "DeleteBucket", 400, {}, "<Fault/>", "the error's root is Fault"],
  ["iam", "ListRoles", 200, {}, ROLES("<IsTruncated>no</IsTruncated>"), ".Roles is required"],
  ["iam", "ListRoles", 200, {}, "<ListRolesResult/>", "the root is ListRolesResult"],
  ["iam", "GetRole", 400, {}, IAM_ERROR("NoSuchEntity"), "the status is 400, not 404"],
  ["iam", "GetRole", 409, {}, IAM_ERROR("EntityAlreadyExists"), "none of the operation's"],
  ["lambda", "DeleteAlias", 200, {}, "", "the status is 200, not 204"],
  ["lambda", "GetAlias", 404, { "x-amzn-errortype": "NoSuchKey" }, "{}", "none of the operation's"],
];

test.each(UNPUBLISHED)("%s %s may not answer %i %j %s", (service, operation, status, headers, body, sentence) => {
  expect(() => {
    refuseUnpublishedResponse(MODELS[service], operation, httpResponse(status, headers, body));
  }).toThrow(sentence);
});
