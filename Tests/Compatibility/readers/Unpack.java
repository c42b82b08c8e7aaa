import java.io.*;
import java.nio.file.*;
import java.nio.file.attribute.FileTime;
import java.util.*;
import java.util.zip.*;

/** Unpacks with one of three readers; times of files and directories are restored. */
public class Unpack {
    static final List<Map.Entry<Path, FileTime>> directories = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        Path destination = Path.of(arguments[2]);
        switch (arguments[0]) {
            case "file":
                try (ZipFile zip = new ZipFile(arguments[1])) {
                    for (ZipEntry entry : Collections.list(zip.entries())) {
                        save(entry, zip.getInputStream(entry), destination);
                    }
                }
                break;
            case "stream":
                InputStream file = new BufferedInputStream(new FileInputStream(arguments[1]));
                try (ZipInputStream zip = new ZipInputStream(file)) {
                    for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) save(entry, zip, destination);
                }
                break;
            case "gunzip":
                InputStream gzip = new GZIPInputStream(new FileInputStream(arguments[1]), 1 << 16);
                Files.copy(gzip, destination);
                break;
            default:
                throw new IllegalArgumentException(arguments[0]);
        }
        Collections.reverse(directories);
        for (Map.Entry<Path, FileTime> one : directories) {
            Files.setLastModifiedTime(one.getKey(), one.getValue());
        }
    }

    static void save(ZipEntry entry, InputStream content, Path destination) throws IOException {
        Path path = destination.resolve(entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            directories.add(Map.entry(path, entry.getLastModifiedTime()));
        } else {
            Files.createDirectories(path.getParent());
            Files.copy(content, path);
            Files.setLastModifiedTime(path, entry.getLastModifiedTime());
        }
    }
}
