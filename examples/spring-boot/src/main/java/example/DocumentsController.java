package example;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.core.exception.SdkException;

@RestController
class DocumentsController {
    private final Documents documents;

    DocumentsController(Documents documents) {
        this.documents = documents;
    }

    @PutMapping("/documents/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void save(@PathVariable("name") String name, @RequestBody byte[] content) {
        documents.save(name, content);
    }

    @GetMapping("/documents/{name}")
    ResponseEntity<byte[]> find(@PathVariable("name") String name) {
        return ResponseEntity.of(documents.find(name));
    }

    /** The store's trouble is not the caller's fault, and may pass. */
    @ExceptionHandler(SdkException.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    void storeIsInTrouble() {}
}
