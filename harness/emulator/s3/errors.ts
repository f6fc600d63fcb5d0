import { AwsError } from "../gateway/aws-error.ts";
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm } from "./checksums/algorithms.ts";

/**
 * Every error this room answers with: code, status, message, as S3 words them
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; README.md says which are known and which remembered).
 */
function error(code: string, status: number, message: string, fields: Record<string, string> = {}): AwsError {
  return new AwsError(code, message, { status, fields });
}

export const accessDenied = (message = "Access Denied"): AwsError => error("AccessDenied", 403, message);

export const encryptionAlgorithm = (value: string): AwsError =>
  error(
    "InvalidEncryptionAlgorithmError",
    400,
    "The Encryption request you specified is not valid. Supported value: AES256.",
    { ArgumentName: "x-amz-server-side-encryption", ArgumentValue: value },
  );

export const unresolvableEmail = (email: string): AwsError =>
  error(
    "UnresolvableGrantByEmailAddress",
    400,
    "The e-mail address you provided does not match any account on record.",
    {
      EmailAddress: email,
    },
  );

export const invalidStorageClass = (value: string): AwsError =>
  error("InvalidStorageClass", 400, "The storage class you specified is not valid", {
    StorageClassRequested: value,
  });

export const invalidObjectState = (storageClass: string): AwsError =>
  error("InvalidObjectState", 403, "The operation is not valid for the object's storage class", {
    StorageClass: storageClass,
  });

export const badDigestMd5 = (expected: string, calculated: string): AwsError =>
  error("BadDigest", 400, "The Content-MD5 you specified did not match what we received.", {
    ExpectedDigest: expected,
    CalculatedDigest: calculated,
  });

export const badDigest = (algorithm: ChecksumAlgorithm): AwsError =>
  error("BadDigest", 400, `The ${algorithm} you specified did not match the calculated checksum.`);

export const bucketAlreadyOwnedByYou = (bucket: string): AwsError =>
  error(
    "BucketAlreadyOwnedByYou",
    409,
    "Your previous request to create the named bucket succeeded and you already own it.",
    { BucketName: bucket },
  );

export const bucketAlreadyExists = (bucket: string): AwsError =>
  error(
    "BucketAlreadyExists",
    409,
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
    { BucketName: bucket },
  );

export const bucketNotEmpty = (bucket: string): AwsError =>
  error("BucketNotEmpty", 409, "The bucket you tried to delete is not empty", { BucketName: bucket });

export const invalidBucketAclWithOwnership = (): AwsError =>
  error(
    "InvalidBucketAclWithObjectOwnership",
    400,
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  );

export const aclsNotSupported = (): AwsError =>
  error("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");

export const contentSha256Mismatch = (declared: string, computed: string): AwsError =>
  error(
    "XAmzContentSHA256Mismatch",
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    { ClientComputedContentSHA256: declared, S3ComputedContentSHA256: computed },
  );

export const entityTooSmall = (etag: string, partNumber: number, bytes: number, minimum: number): AwsError =>
  error("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size", {
    ProposedSize: String(bytes),
    MinSizeAllowed: String(minimum),
    PartNumber: String(partNumber),
    ETag: etag,
  });

export const expectedOwnerMismatch = (): AwsError => error("AccessDenied", 403, "Access Denied");

export const invalidExpectedOwner = (): AwsError =>
  error(
    "InvalidBucketOwnerAWSAccountID",
    400,
    "The value of the expected bucket owner parameter must be an AWS Account ID... [null]",
  );

export const illegalLocationConstraint = (constraint: string): AwsError =>
  error(
    "IllegalLocationConstraintException",
    400,
    `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );

export const incompleteBody = (): AwsError => error("IncompleteBody", 400, "The request body terminated unexpectedly");

export const invalidArgument = (message: string, name: string, value: string): AwsError =>
  error("InvalidArgument", 400, message, { ArgumentName: name, ArgumentValue: value });

export const invalidBucketName = (bucket: string): AwsError =>
  error("InvalidBucketName", 400, "The specified bucket is not valid.", { BucketName: bucket });

export const invalidDigest = (value: string): AwsError =>
  error("InvalidDigest", 400, "The Content-MD5 you specified was invalid.", { "Content-MD5": value });

export const invalidPart = (uploadId: string, partNumber: number, etag: string): AwsError =>
  error(
    "InvalidPart",
    400,
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { UploadId: uploadId, PartNumber: String(partNumber), ETag: etag },
  );

export const invalidPartOrder = (uploadId: string): AwsError =>
  error(
    "InvalidPartOrder",
    400,
    "The list of parts was not in ascending order. Parts must be ordered by part number.",
    { UploadId: uploadId },
  );

export const invalidRange = (range: string, objectBytes: number): AwsError =>
  error("InvalidRange", 416, "The requested range is not satisfiable", {
    ActualObjectSize: String(objectBytes),
    RangeRequested: range,
  });

export const invalidRequest = (message: string): AwsError => error("InvalidRequest", 400, message);

export const unsupportedChecksum = (): AwsError =>
  invalidRequest(
    `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${CHECKSUM_ALGORITHMS.join(", ")}]`,
  );

export const invalidUri = (path: string): AwsError =>
  error("InvalidURI", 400, "Couldn't parse the specified URI.", { URI: path });

export const invalidWebsiteRedirect = (): AwsError =>
  error(
    "InvalidRedirectLocation",
    400,
    "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.",
  );

export const invalidLocationConstraint = (constraint: string): AwsError =>
  error("InvalidLocationConstraint", 400, "The specified location-constraint is not valid", {
    LocationConstraint: constraint,
  });

export const illegalVersioning = (): AwsError =>
  error("IllegalVersioningConfigurationException", 400, "The Versioning element must be specified");

export const invalidBucketState = (message: string): AwsError => error("InvalidBucketState", 409, message);

export const keyTooLong = (bytes: number, maximum: number): AwsError =>
  error("KeyTooLongError", 400, "Your key is too long", { Size: String(bytes), MaxSizeAllowed: String(maximum) });

export const malformedTrailer = (): AwsError =>
  error(
    "MalformedTrailerError",
    400,
    "The request contained trailing data that was not well-formed or did not conform to our published schema.",
  );

export const malformedPost = (): AwsError =>
  error("MalformedPOSTRequest", 400, "The body of your POST request is not well-formed multipart/form-data.");

export const notMultipart = (): AwsError =>
  error("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", {
    Condition: "Bucket POST must be of the enclosure-type multipart/form-data",
  });

export const missingFile = (): AwsError =>
  error("InvalidArgument", 400, "POST requires exactly one file upload per request.", {
    ArgumentName: "file",
    ArgumentValue: "0",
  });

export const invalidPolicyDocument = (reason: string): AwsError =>
  error("InvalidPolicyDocument", 400, `Invalid Policy: ${reason}`);

export const againstPolicy = (reason: string): AwsError =>
  error("AccessDenied", 403, `Invalid according to Policy: ${reason}`);

export const entityTooSmallForPolicy = (bytes: number, minimum: number): AwsError =>
  error("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size", {
    ProposedSize: String(bytes),
    MinSizeAllowed: String(minimum),
  });

export const entityTooLarge = (bytes: number, maximum: number): AwsError =>
  error("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size", {
    ProposedSize: String(bytes),
    MaxSizeAllowed: String(maximum),
  });

export const invalidAccessKey = (accessKeyId: string): AwsError =>
  error("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.", {
    AWSAccessKeyId: accessKeyId,
  });

export const postSignatureMismatch = (accessKeyId: string, policy: string, signature: string): AwsError =>
  error(
    "SignatureDoesNotMatch",
    403,
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    { AWSAccessKeyId: accessKeyId, StringToSign: policy, SignatureProvided: signature },
  );

/** A chunk of a body, or its trailers, are signed with something else. */
export const chunkSignatureMismatch = (): AwsError =>
  error(
    "SignatureDoesNotMatch",
    403,
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  );

export const malformedAcl = (): AwsError =>
  error(
    "MalformedACLError",
    400,
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

export const unexpectedContent = (): AwsError =>
  error("UnexpectedContent", 400, "This request does not support content");

export const missingSecurityHeader = (): AwsError =>
  error("MissingSecurityHeader", 400, "Your request was missing a required header", { MissingHeaderName: "x-amz-acl" });

export const corsForbidden = (message: string, method: string, resourceType: string): AwsError =>
  error("AccessForbidden", 403, message, { Method: method, ResourceType: resourceType });

export const malformedXml = (): AwsError =>
  error(
    "MalformedXML",
    400,
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

export const metadataTooLarge = (bytes: number, maximum: number): AwsError =>
  error("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size", {
    Size: String(bytes),
    MaxSizeAllowed: String(maximum),
  });

export const methodNotAllowed = (method: string, resourceType: string): AwsError =>
  error("MethodNotAllowed", 405, "The specified method is not allowed against this resource.", {
    Method: method,
    ResourceType: resourceType,
  });

export const missingContentLength = (): AwsError =>
  error("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");

export const noSuchBucket = (bucket: string): AwsError =>
  error("NoSuchBucket", 404, "The specified bucket does not exist", { BucketName: bucket });

export const noSuchKey = (key: string): AwsError =>
  error("NoSuchKey", 404, "The specified key does not exist.", { Key: key });

export const noSuchUpload = (uploadId: string): AwsError =>
  error(
    "NoSuchUpload",
    404,
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    { UploadId: uploadId },
  );

export const noSuchVersion = (key: string, versionId: string): AwsError =>
  error("NoSuchVersion", 404, "The specified version does not exist.", { Key: key, VersionId: versionId });

/** S3's own answer to a header it cannot serve; we give it, with the name, to everything that we do not emulate. */
export const notImplemented = (what: string, fields: Record<string, string> = {}): AwsError =>
  error(
    "NotImplemented",
    501,
    `A header you provided implies functionality that is not implemented (${what} is not emulated)`,
    fields,
  );

export const overrideWithoutSignature = (): AwsError =>
  invalidRequest("Request specific response headers cannot be used for anonymous GET requests.");

export const partWithoutUpload = (): AwsError =>
  invalidArgument("This operation does not accept partNumber without uploadId", "partNumber", "partNumber");

export const badRequest = (message: string): AwsError => error("BadRequest", 400, message);

export const invalidPartNumber = (partNumber: number, actual: number): AwsError =>
  error("InvalidPartNumber", 416, "The requested partnumber is not satisfiable", {
    PartNumberRequested: String(partNumber),
    ActualPartCount: String(actual),
  });

export const conditionalConflict = (condition: string, key: string): AwsError =>
  error(
    "ConditionalRequestConflict",
    409,
    "The conditional request cannot succeed due to a conflicting operation against this resource.",
    { Condition: condition, Key: key },
  );

export const preconditionFailed = (condition: string): AwsError =>
  error("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", {
    Condition: condition,
  });
