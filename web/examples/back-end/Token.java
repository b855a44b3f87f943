// 门户后台：替已登录的人签一个月报 token（HS256）。JDK 8 以上，不用任何库。
// The portal's back end: signs a token for the person who is logged in (HS256). JDK 8 or newer, no library.
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Token {
  /** {@code id} 永不转给他人，其余如门户所知 · {@code id} never goes to another person; the rest is as the portal knows it. */
  public static String of(String secret, String id, String user, String name, String unit, String role) throws Exception {
    long now = System.currentTimeMillis() / 1000; // 秒，不是毫秒 · seconds, not milliseconds
    String claims = "{\"iss\":\"https://portal.example\",\"aud\":\"yuebao\",\"iat\":" + now + ",\"exp\":" + (now + 8 * 3600)
        + ",\"sub\":" + quoted(id) + ",\"user\":" + quoted(user) + ",\"name\":" + quoted(name)
        + ",\"unit\":" + quoted(unit) + ",\"role\":" + quoted(role) + "}";
    String signed = encoded(bytes("{\"typ\":\"JWT\",\"alg\":\"HS256\"}")) + "." + encoded(bytes(claims));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
    return signed + "." + encoded(mac.doFinal(bytes(signed)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** JSON 字符串；门户已有 JSON 库的，用库 · A JSON string; where the portal has a JSON library, use that. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      json.append(c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
    return json.append('"').toString();
  }

  /** {@code java Token portal.secret 4711 li.ming 李明 2041 填报} */
  public static void main(String[] args) throws Exception {
    String secret = new String(Files.readAllBytes(Paths.get(args[0])), StandardCharsets.UTF_8).trim();
    System.out.println(of(secret, args[1], args[2], args[3], args[4], args[5]));
  }
}
