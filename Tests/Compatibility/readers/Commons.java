import java.io.*;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.examples.Expander;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Unpacks with Apache Commons Compress, into the current directory. */
public class Commons {
    public static void main(String[] arguments) throws Exception {
        File archive = new File(arguments[0]), here = new File("").getAbsoluteFile();
        if (arguments[0].endsWith(".zip")) {
            try (ZipFile zip = new ZipFile(archive)) { new Expander().expand(zip, here); }
            return;
        }
        InputStream file = new BufferedInputStream(new FileInputStream(archive));
        if (arguments[0].endsWith("gz")) file = new BufferedInputStream(new GZIPInputStream(file));
        try (TarArchiveInputStream tar = new TarArchiveInputStream(file)) { new Expander().expand(tar, here); }
    }
}
