// The Lambda that starts the processing machine for each message, and then, as its first state, looks the objects up.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
)

type asset struct {
	Key       string `json:"key"`
	Type      string `json:"type"`
	SourceKey string `json:"sourceKey,omitempty"`
	Size      int64  `json:"size,omitempty"`
	ETag      string `json:"etag,omitempty"`
	Error     string `json:"error,omitempty"`
}

type work struct {
	JobID             int64   `json:"jobId"`
	ListingIdentityID int64   `json:"listingIdentityId"`
	Assets            []asset `json:"assets"`
	ImageAssets       []asset `json:"imageAssets"`
	VideoAssets       []asset `json:"videoAssets"`
	HasImages         bool    `json:"hasImages"`
	HasVideos         bool    `json:"hasVideos"`
	Traceparent       string  `json:"traceparent"`
}

type event struct {
	work
	Records []struct {
		EventSource string `json:"eventSource"`
		Body        string `json:"body"`
	}
}

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	loaded, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Error("No configuration", "err", err.Error())
		os.Exit(1)
	}
	storage, machines := s3.NewFromConfig(loaded), sfn.NewFromConfig(loaded)
	lambda.Start(func(ctx context.Context, given event) (work, error) {
		if len(given.Records) > 0 {
			return work{}, start(ctx, machines, given, log)
		}
		return look(ctx, storage, given.work), nil
	})
}

func start(ctx context.Context, machines *sfn.Client, given event, log *slog.Logger) error {
	for _, record := range given.Records {
		var message work
		if err := json.Unmarshal([]byte(record.Body), &message); err != nil {
			log.Error("Message is no JSON", "err", err.Error())
			continue
		}
		input, _ := json.Marshal(message)
		_, err := machines.StartExecution(ctx, &sfn.StartExecutionInput{
			StateMachineArn: aws.String(os.Getenv("STATE_MACHINE_ARN")), Input: aws.String(string(input)),
		})
		if err != nil {
			return fmt.Errorf("failed to start execution: %w", err)
		}
		log.Info("Execution started", "job_id", message.JobID)
	}
	return nil
}

func look(ctx context.Context, storage *s3.Client, given work) work {
	bucket := os.Getenv("MEDIA_BUCKET")
	for index := range given.Assets {
		found := &given.Assets[index]
		found.SourceKey = found.Key
		head, err := storage.HeadObject(ctx, &s3.HeadObjectInput{Bucket: aws.String(bucket), Key: aws.String(found.Key)})
		if err != nil {
			found.Error = "failed to head object: " + err.Error()
		} else {
			found.Size, found.ETag = aws.ToInt64(head.ContentLength), aws.ToString(head.ETag)
		}
		if strings.Contains(strings.ToUpper(found.Type), "VIDEO") {
			given.VideoAssets = append(given.VideoAssets, *found)
		} else {
			given.ImageAssets = append(given.ImageAssets, *found)
		}
	}
	given.HasImages, given.HasVideos = len(given.ImageAssets) > 0, len(given.VideoAssets) > 0
	return given
}
