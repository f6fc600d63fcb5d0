package main

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

const (
	awaitingMedia    = 6
	awaitingApproval = 7
)

type asset struct {
	Key  string `json:"key"`
	Type string `json:"type"`
}

type listing struct {
	ListingIdentityID int `json:"listingIdentityId"`
}

// inTransaction commits what work did unless it failed.
func (s *server) inTransaction(ctx context.Context, work func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return failure{http.StatusInternalServerError, "failed to start transaction"}
	}
	defer tx.Rollback()
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func requireStatus(ctx context.Context, tx *sql.Tx, id int, status int, message string) error {
	var found int
	err := tx.QueryRowContext(ctx, `SELECT v.status FROM listing_identities i JOIN listing_versions v
		ON v.id = i.active_version_id WHERE i.id = ? AND i.deleted = 0 AND v.deleted = 0`, id).Scan(&found)
	if err == sql.ErrNoRows {
		return failure{http.StatusNotFound, "listing not found"}
	}
	if err != nil {
		return failure{http.StatusInternalServerError, "failed to load listing"}
	}
	if found != status {
		return failure{http.StatusConflict, message}
	}
	return nil
}

func (s *server) uploads(r *http.Request) (int, any, error) {
	var body struct {
		listing
		Files []struct {
			AssetType, Filename, ContentType, Checksum, Title string
			Sequence                                          int
		}
	}
	if err := decode(r, &body); err != nil {
		return 0, nil, err
	}
	ctx := r.Context()
	files := []map[string]any{}
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		if err := requireStatus(ctx, tx, body.ListingIdentityID, awaitingMedia, "listing is not awaiting media uploads"); err != nil {
			return err
		}
		for _, file := range body.Files {
			kind := strings.ToLower(strings.ReplaceAll(file.AssetType, "_", "/"))
			direction := kind[strings.LastIndex(kind, "/")+1:]
			key := fmt.Sprintf("%d/raw/%s/%s-%02d-%s", body.ListingIdentityID, kind, direction, file.Sequence, file.Filename)
			digest, err := hex.DecodeString(file.Checksum)
			if err != nil {
				return failure{http.StatusBadRequest, "invalid checksum"}
			}
			checksum := base64.StdEncoding.EncodeToString(digest)
			signed, err := s.presign.PresignPutObject(ctx, &s3.PutObjectInput{
				Bucket: aws.String(s.settings.Bucket), Key: aws.String(key), ChecksumSHA256: aws.String(checksum),
			}, s3.WithPresignExpires(15*time.Minute))
			if err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, `INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status,
				s3_key_raw, title) VALUES (?, ?, ?, 'PENDING_UPLOAD', ?, ?) ON DUPLICATE KEY UPDATE status = VALUES(status)`,
				body.ListingIdentityID, file.AssetType, file.Sequence, key, file.Title)
			if err != nil {
				return failure{http.StatusInternalServerError, "failed to persist asset"}
			}
			files = append(files, map[string]any{
				"assetType": file.AssetType, "sequence": file.Sequence, "uploadUrl": signed.URL, "method": signed.Method,
				"headers":   map[string]string{"Content-Type": file.ContentType, "x-amz-checksum-sha256": checksum},
				"objectKey": key,
			})
		}
		return nil
	})
	return http.StatusCreated, map[string]any{"listingIdentityId": body.ListingIdentityID, "files": files}, err
}

func (s *server) list(r *http.Request) (int, any, error) {
	rows, err := s.db.QueryContext(r.Context(), `SELECT id, asset_type, sequence, status FROM media_assets
		WHERE listing_identity_id = ? ORDER BY sequence, id`, r.URL.Query().Get("listingIdentityId"))
	if err != nil {
		return 0, nil, failure{http.StatusInternalServerError, "failed to list assets"}
	}
	defer rows.Close()
	data := []map[string]any{}
	for rows.Next() {
		var id, sequence int
		var kind, status string
		if err := rows.Scan(&id, &kind, &sequence, &status); err != nil {
			return 0, nil, err
		}
		data = append(data, map[string]any{"id": id, "assetType": kind, "sequence": sequence, "status": status})
	}
	return http.StatusOK, map[string]any{"data": data}, rows.Err()
}

func (s *server) process(r *http.Request) (int, any, error) {
	var body listing
	if err := decode(r, &body); err != nil {
		return 0, nil, err
	}
	ctx := r.Context()
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		if err := requireStatus(ctx, tx, body.ListingIdentityID, awaitingMedia, "listing is not awaiting media processing"); err != nil {
			return err
		}
		assets, err := readAssets(ctx, tx, "s3_key_raw", body.ListingIdentityID, "status IN ('PENDING_UPLOAD', 'FAILED')")
		if err != nil {
			return err
		}
		if len(assets) == 0 {
			return failure{http.StatusBadRequest, "no assets available for processing"}
		}
		job, err := insertJob(ctx, tx, body.ListingIdentityID, "STEP_FUNCTIONS")
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE media_assets SET status = 'PROCESSING' WHERE listing_identity_id = ?", body.ListingIdentityID)
		if err != nil {
			return failure{http.StatusInternalServerError, "failed to update asset status"}
		}
		message, _ := json.Marshal(map[string]any{
			"jobId": job, "listingIdentityId": body.ListingIdentityID, "assets": assets, "retry": 0,
		})
		_, err = s.sqs.SendMessage(ctx, &sqs.SendMessageInput{
			QueueUrl: aws.String(s.settings.QueueURL), MessageBody: aws.String(string(message)),
		})
		if err != nil {
			s.log.Error("Message could not be sent", "err", err.Error())
			return failure{http.StatusInternalServerError, "failed to publish job"}
		}
		return nil
	})
	return http.StatusAccepted, map[string]string{"status": "processing_started"}, err
}

func (s *server) complete(r *http.Request) (int, any, error) {
	var body listing
	if err := decode(r, &body); err != nil {
		return 0, nil, err
	}
	ctx := r.Context()
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		const wrong = "listing is not in PENDING_PHOTO_PROCESSING or REJECTED_BY_OWNER status"
		if err := requireStatus(ctx, tx, body.ListingIdentityID, awaitingMedia, wrong); err != nil {
			return err
		}
		assets, err := readAssets(ctx, tx, "s3_key_raw", body.ListingIdentityID, "status = 'PROCESSED'")
		if err != nil {
			return err
		}
		if len(assets) == 0 {
			return failure{http.StatusConflict, "no processed assets found to finalize"}
		}
		job, err := insertJob(ctx, tx, body.ListingIdentityID, "STEP_FUNCTIONS_FINALIZATION")
		if err != nil {
			return err
		}
		input, _ := json.Marshal(map[string]any{
			"jobId": job, "listingIdentityId": body.ListingIdentityID, "assets": assets, "traceparent": "",
		})
		started, err := s.sfn.StartExecution(ctx, &sfn.StartExecutionInput{
			StateMachineArn: aws.String(s.settings.FinalizationMachine), Input: aws.String(string(input)),
		})
		if err != nil {
			s.log.Error("Execution could not be started", "err", err.Error())
			return failure{http.StatusInternalServerError, "failed to start finalization workflow"}
		}
		_, err = tx.ExecContext(ctx, "UPDATE media_processing_jobs SET status = 'RUNNING', external_id = ?, started_at = ? WHERE id = ?",
			started.ExecutionArn, time.Now().UTC(), job)
		if err != nil {
			return failure{http.StatusInternalServerError, "failed to persist job state"}
		}
		_, err = tx.ExecContext(ctx, `UPDATE listing_versions v JOIN listing_identities i ON i.active_version_id = v.id
			SET v.status = ? WHERE i.id = ?`, awaitingApproval, body.ListingIdentityID)
		return err
	})
	return http.StatusOK, map[string]string{"status": "upload_completed"}, err
}

func readAssets(ctx context.Context, tx *sql.Tx, column string, id int, condition string) ([]asset, error) {
	rows, err := tx.QueryContext(ctx, fmt.Sprintf(`SELECT %s, asset_type FROM media_assets
		WHERE listing_identity_id = ? AND %s ORDER BY asset_type, sequence`, column, condition), id)
	if err != nil {
		return nil, failure{http.StatusInternalServerError, "failed to list assets"}
	}
	defer rows.Close()
	assets := []asset{}
	for rows.Next() {
		var found asset
		if err := rows.Scan(&found.Key, &found.Type); err != nil {
			return nil, err
		}
		assets = append(assets, found)
	}
	return assets, rows.Err()
}

func insertJob(ctx context.Context, tx *sql.Tx, id int, provider string) (int64, error) {
	result, err := tx.ExecContext(ctx, `INSERT INTO media_processing_jobs (listing_identity_id, status, provider)
		VALUES (?, 'PENDING', ?)`, id, provider)
	if err != nil {
		return 0, failure{http.StatusInternalServerError, "failed to register job"}
	}
	return result.LastInsertId()
}
