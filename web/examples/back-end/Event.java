// 门户后台：核对月报服务器送来的一条通知（webhook）。JDK 8 以上，不用任何库。
// The portal's back end: checks an event that the report server has posted. JDK 8 or newer, no library.
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Event {
  private static final long OLDEST = 300; // 秒；再早的不收 · seconds; nothing older is taken

  /** 头 yuebao-timestamp、yuebao-signature 和正文原样字节 · both headers, and the body's bytes as they came. */
  public static boolean accepted(String secret, String timestamp, String signature, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
    mac.update(bytes(timestamp + "."));
    StringBuilder signed = new StringBuilder("v1=");
    for (byte one : mac.doFinal(body)) {
      signed.append(String.format("%02x", one));
    }
    if (!MessageDigest.isEqual(bytes(signed.toString()), bytes(signature))) {
      return false; // 不是月报服务器送的 · not from the report server
    }
    return Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) <= OLDEST;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@code java Event webhook.secret "$YUEBAO_TIMESTAMP" "$YUEBAO_SIGNATURE" < body} */
  public static void main(String[] args) throws Exception {
    String secret = new String(Files.readAllBytes(Paths.get(args[0])), StandardCharsets.UTF_8).trim();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int one = System.in.read(); one >= 0; one = System.in.read()) {
      body.write(one);
    }
    if (!accepted(secret, args[1], args[2], body.toByteArray())) {
      System.err.println("refused");
      System.exit(1);
    }
    // 正文是 JSON，同一 id 只办一次 · the body is JSON; act once on the same id
    System.out.write(body.toByteArray());
    System.out.flush();
  }
}
