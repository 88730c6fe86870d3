// Package check is what the programs of both SDKs for Go share: the first thing that is wrong ends the program.
package check

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"reflect"
	"strings"
)

// Topic is one thing to be checked, and its name.
type Topic struct {
	Name string
	Run  func()
}

// All runs each topic and prints its name when all of it held.
func All(topics ...Topic) {
	for _, topic := range topics {
		topic.Run()
		fmt.Println(topic.Name)
	}
}

// Endpoint is the server's address, the only argument of a program.
func Endpoint() string {
	return os.Args[1]
}

// FreshName is the name of a bucket that no other run uses.
func FreshName() string {
	return "interop-" + strings.ToLower(rand.Text())
}

// Bytes are random ones.
func Bytes(count int) []byte {
	content := make([]byte, count)
	rand.Read(content) //nolint:errcheck // it never fails
	return content
}

// That ends the program unless all is well.
func That(holds bool, what ...any) {
	if !holds {
		panic(fmt.Sprint(what...))
	}
}

// Equal ends the program unless both are the same.
func Equal(actual, expected any) {
	That(reflect.DeepEqual(actual, expected), "expected ", expected, ", got ", actual)
}

// Must is the value of a call that may not fail.
func Must[T any](value T, err error) T {
	Done(err)
	return value
}

// Done ends the program when a call failed.
func Done(err error) {
	if err != nil {
		panic(err)
	}
}

// Visit speaks to a signed address as another client does: it puts a body, or gets one when there is none.
func Visit(url string, body []byte) (int, string) {
	method := http.MethodGet
	if body != nil {
		method = http.MethodPut
	}
	return send(Must(http.NewRequest(method, url, bytes.NewReader(body))))
}

// Form sends a form as a browser does and answers its status.
func Form(url string, fields map[string]string, text string) int {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		Done(form.WriteField(name, value))
	}
	file := Must(form.CreateFormFile("file", "a.txt"))
	Must(file.Write([]byte(text)))
	Done(form.Close())
	request := Must(http.NewRequest(http.MethodPost, url, &body))
	request.Header.Set("Content-Type", form.FormDataContentType())
	status, _ := send(request)
	return status
}

func send(request *http.Request) (int, string) {
	answer := Must(http.DefaultClient.Do(request))
	defer answer.Body.Close()
	return answer.StatusCode, string(Must(io.ReadAll(answer.Body)))
}
